"""What is known of a role, apart from anybody."""

from benchpin.catalog import Catalog, prose_values
from benchpin.facts import OUR_JUDGEMENT, Statement, catalog_value, make_statement
from benchpin.match import working_conditions_statement

MAX_TASKS = 6
_LIFE = {"reward": "rewards", "drawback": "drawbacks", "life": "working_life"}


def role_statements(role: str, catalog: Catalog) -> tuple[Statement, ...]:
    """What is known of a role: what it is, a way in, tasks, rewards, drawbacks, working life.

    What is not known of these is said to be not known. What is said of the body is followed by a
    word on what an employer can arrange.
    """
    record, path = catalog.roles[role], f"roles/{role}"
    label = catalog_value(record.label, f"{path}/label")

    def citing(field: str) -> list[str]:
        return [c.source for c in record.sources if field in c.for_] or [OUR_JUDGEMENT]

    values, sources = prose_values("what", record.summary, f"{path}/summary", catalog)
    found = [make_statement("role-summary", sources=[*citing("summary"), *sources], **values)]
    if record.entry_route:
        values, sources = prose_values("what", record.entry_route, f"{path}/entry_route", catalog)
        found.append(
            make_statement("role-entry", sources=[*citing("entry_route"), *sources], **values)
        )
    if record.tasks:
        shown = range(min(MAX_TASKS, len(record.tasks)))
        tasks = catalog_value(tuple(record.tasks[i].what for i in shown), f"{path}/tasks.*.what")
        named = [source for i in shown for source in record.tasks[i].sources]
        found.append(make_statement("role-tasks", tasks=tasks, sources=named or [OUR_JUDGEMENT]))
    else:
        found.append(make_statement("role-tasks-not-known", role=label))
    lives = [
        working_conditions_statement(kind, life, f"{path}/{key}.{index}", catalog)
        for kind, key in _LIFE.items()
        for index, life in enumerate(getattr(record, key))
    ]
    found += lives
    if not lives:
        found.append(make_statement("role-life-not-known", role=label))
    if any(life.about == "body" for key in _LIFE.values() for life in getattr(record, key)):
        found.append(make_statement("accommodation"))
    if f"{path}.toml" in catalog.added_by:
        found.append(
            make_statement(
                "added-by", who=catalog_value(catalog.added_by[f"{path}.toml"], f"{path}/added_by")
            )
        )
    return tuple(found)
