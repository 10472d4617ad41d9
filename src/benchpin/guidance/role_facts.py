"""Statements that describe a role, independent of any candidate."""

from benchpin.catalog import Catalog, prose_values
from benchpin.facts import OUR_JUDGEMENT, Statement, Value, catalog_value, make_statement
from benchpin.match import working_conditions_statement

MAX_TASKS = 6
_CONDITION_FIELDS = {"reward": "rewards", "drawback": "drawbacks", "life": "working_life"}


def role_statements(role: str, catalog: Catalog) -> tuple[Statement, ...]:
    """The description of a role: summary, entry route, tasks, rewards, drawbacks, working life.

    Missing tasks and working life are stated to be unknown. Physical demands are followed by a
    statement on accommodations.
    """
    record, path = catalog.roles[role], f"roles/{role}"
    label = catalog_value(record.label, f"{path}/label")

    def citing(field: str) -> tuple[str, ...]:
        # A field without a citation is our judgement.
        return tuple(c.source for c in record.sources if field in c.for_) or (OUR_JUDGEMENT,)

    def prose(field: str, text: str) -> dict[str, Value]:
        return prose_values("what", text, f"{path}/{field}", catalog, citing(field))

    statements = [make_statement("role-summary", prose("summary", record.summary))]
    if record.entry_route:
        statements.append(make_statement("role-entry", prose("entry_route", record.entry_route)))
    if record.tasks:
        task_indices = range(min(MAX_TASKS, len(record.tasks)))
        task_sources = [source for i in task_indices for source in record.tasks[i].sources]
        tasks = catalog_value(
            tuple(record.tasks[i].what for i in task_indices),
            f"{path}/tasks.*.what",
            sources=tuple(dict.fromkeys(task_sources)) or (OUR_JUDGEMENT,),
        )
        statements.append(make_statement("role-tasks", tasks=tasks))
    else:
        statements.append(make_statement("role-tasks-not-known", role=label))
    condition_statements = [
        working_conditions_statement(kind, conditions, f"{path}/{key}.{index}", catalog)
        for kind, key in _CONDITION_FIELDS.items()
        for index, conditions in enumerate(getattr(record, key))
    ]
    statements += condition_statements
    if not condition_statements:
        statements.append(make_statement("role-life-not-known", role=label))
    if any(
        conditions.about == "body"
        for key in _CONDITION_FIELDS.values()
        for conditions in getattr(record, key)
    ):
        statements.append(make_statement("accommodation"))
    if f"{path}.toml" in catalog.added_by:
        statements.append(
            make_statement(
                "added-by", who=catalog_value(catalog.added_by[f"{path}.toml"], f"{path}/added_by")
            )
        )
    return tuple(statements)
