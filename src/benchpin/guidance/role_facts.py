"""What is known of a role, apart from anybody."""

from benchpin.catalog import Catalog, quoted
from benchpin.facts import OUR_JUDGEMENT, Statement, listed, say
from benchpin.match import of_working_life

MOST_TASKS = 6
_LIFE = {"reward": "rewards", "drawback": "drawbacks", "life": "working_life"}


def about(role: str, catalog: Catalog) -> tuple[Statement, ...]:
    """What is known of a role: what it is, a way in, tasks, rewards, drawbacks, working life.

    What is not known of these is said to be not known. What is said of the body is followed by a
    word on what an employer can arrange.
    """
    record, path = catalog.roles[role], f"roles/{role}"
    label = listed(record.label, f"{path}/label")

    def citing(field: str) -> list[str]:
        return [c.source for c in record.sources if field in c.for_] or [OUR_JUDGEMENT]

    values, sources = quoted("what", record.summary, f"{path}/summary", catalog)
    found = [say("role-summary", sources=[*citing("summary"), *sources], **values)]
    if record.entry_route:
        values, sources = quoted("what", record.entry_route, f"{path}/entry_route", catalog)
        found.append(say("role-entry", sources=[*citing("entry_route"), *sources], **values))
    if record.tasks:
        shown = range(min(MOST_TASKS, len(record.tasks)))
        tasks = listed(tuple(record.tasks[i].what for i in shown), f"{path}/tasks.*.what")
        named = [source for i in shown for source in record.tasks[i].sources]
        found.append(say("role-tasks", tasks=tasks, sources=named or [OUR_JUDGEMENT]))
    else:
        found.append(say("role-tasks-not-known", role=label))
    lives = [
        of_working_life(kind, life, f"{path}/{key}.{index}", catalog)
        for kind, key in _LIFE.items()
        for index, life in enumerate(getattr(record, key))
    ]
    found += lives
    if not lives:
        found.append(say("role-life-not-known", role=label))
    if any(life.about == "body" for key in _LIFE.values() for life in getattr(record, key)):
        found.append(say("accommodation"))
    if f"{path}.toml" in catalog.added_by:
        found.append(
            say("added-by", who=listed(catalog.added_by[f"{path}.toml"], f"{path}/added_by"))
        )
    return tuple(found)
