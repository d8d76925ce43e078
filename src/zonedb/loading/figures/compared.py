"""What a file of figures states beside what is on record, in SQL."""

from __future__ import annotations

_KEY = "source_id, subject_id, indicator_id, period_id"
# A dash in place of a figure on record says that there is none any more.
_IS_DASH = (
    "not value_blank and number is null and sign is not null and source_id is not null"
    " and subject_id is not null and indicator_id is not null and period_id is not null"
    " and not is_total"
)


def _same(versions: str, *, of_text: bool) -> str:
    """Whether a row of ``resolved`` is as one of the versions on record; a blank note is as any."""
    literal = " and version.printed = resolved.printed" if of_text else ""
    return (
        f"number is not null and len(list_filter({versions}, lambda version:"
        " version.value = number and version.unit_id = resolved.unit_id"
        " and version.qualifier = sign and version.decimals = places"
        f" and (note is null or note is not distinct from version.note_zh){literal})) > 0"
    )


_WAS = "array_to_string(list_distinct([version.printed for version in {0}]), '; ') as was"
# A figure may stand several times on record; it is one key, and a correction replaces them all.
COMPARED = f"""
create or replace temp table compared as
with versions as (
    select {_KEY}, list(recorded) as versions
    from recorded
    group by {_KEY}
)

select
    resolved.*,
    versions.versions is not null as is_change,
    coalesce({_same("versions.versions", of_text=False)}, false) as is_same,
    {_WAS.format("versions.versions")}
from resolved
left join versions using ({_KEY})
where is_complete or (({_IS_DASH}) and versions.versions is not null)
"""
# In a text, the nth figure of a paragraph, subject, indicator and period; a new one gets the next
# number of its source.
COMPARED_IN_TEXT = f"""
create or replace temp table compared as
with versions as (
    select
        {_KEY},
        passage_no as passage,
        figure_no as known_no,
        [recorded] as versions,
        row_number() over (
            partition by {_KEY}, passage_no order by figure_no
        ) as nth
    from recorded
),

numbered as (
    select
        *,
        row_number() over (partition by {_KEY}, passage order by sheet, row_no, col_no) as nth
    from resolved
    where is_complete or ({_IS_DASH})
),

matched as (
    select
        numbered.*,
        versions.known_no,
        versions.versions,
        row_number() over (
            partition by numbered.source_id, versions.known_no is null
            order by sheet, row_no, col_no
        ) as new_no
    from numbered
    left join versions using ({_KEY}, passage, nth)
),

used as (
    select source_id, max(figure_no) as last_no
    from (
        select source_id, figure_no from base.observations
        union all
        select source_id, figure_no from base.targets
    )
    group by source_id
)

select
    resolved.* exclude (figure_no, known_no, new_no, nth, versions),
    cast(coalesce(known_no, coalesce(last_no, 0) + new_no) as integer) as figure_no,
    versions is not null as is_change,
    coalesce({_same("resolved.versions", of_text=True)}, false) as is_same,
    {_WAS.format("resolved.versions")}
from matched as resolved
left join used using (source_id)
where number is not null or versions is not null
"""
