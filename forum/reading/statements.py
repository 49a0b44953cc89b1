"""The SQL of a page, in the shape that each database plans well.

Raw, because the ORM has no word for "the first five children of each of these": its
window functions read every child of a reply with 50,000 of them. In braces stand the
key of the order and its direction, both from a table of constants; what varies with the
page is an argument, an array where it is many, so that a text is always the same. The
author is asked for row by row: PostgreSQL would join all members there are.
"""

from __future__ import annotations

FIRST_LEVEL = 25  # replies of the first level on a page
ROWS = 200  # replies on a page in all
FIRST = 5  # answers shown of a branch that is too large to be shown whole

_COLUMNS = """r.number, r.parent_number, r.answers_number, r.depth, r.path,
    (SELECT m.username FROM accounts_member m WHERE m.id = r.author_id),
    r.body_html, r.is_live, r.hidden_at IS NOT NULL, r.hidden_reason, r.ups,
    r.descendants, r.live_descendants, r.subtree_last_number, r.created_at, r.edited_at,
    r.withdrawn_at, r.{key}, r.hidden_entry_id, r.author_id = %(viewer)s,
    (SELECT v.id FROM forum_vote v
     WHERE v.reply_id = r.id AND v.member_id = %(viewer)s) IS NOT NULL,
    EXISTS (SELECT 1 FROM accounts_member m
        JOIN accounts_member_groups held ON held.member_id = m.id
        JOIN auth_group part ON part.id = held.group_id
        WHERE m.id = r.author_id AND m.is_staff AND part.name = %(moderators)s)"""
_OF_DISCUSSION = f"""SELECT {_COLUMNS} FROM forum_reply r
    WHERE r.discussion_id = %(discussion)s"""

SIBLINGS = f"""{_OF_DISCUSSION}
      AND r.parent_number = %(parent)s AND r.shown
    ORDER BY r.{{key}} {{direction}} LIMIT %(limit)s"""
SIBLINGS_BEYOND = f"""{_OF_DISCUSSION}
      AND r.parent_number = %(parent)s AND r.shown AND r.{{key}} {{beyond}} %(beyond)s
    ORDER BY r.{{key}} {{direction}} LIMIT %(limit)s"""
FLAT = f"""{_OF_DISCUSSION} AND r.number > %(after)s AND r.number <= %(last)s
    ORDER BY r.number"""
_AS_IT_WAS = "moved.old_{key}"
_MOVES_SINCE = """FROM forum_ordermove
        WHERE discussion_id = %(discussion)s AND parent_number = %(parent)s
          AND epoch > %(epoch)s"""
SIBLINGS_AS_THEY_WERE = f"""SELECT * FROM ({_OF_DISCUSSION}
      AND r.parent_number = %(parent)s AND r.shown AND r.{{key}} {{beyond}} %(beyond)s
      AND r.number NOT IN (SELECT number {_MOVES_SINCE})
    ORDER BY r.{{key}} {{direction}} LIMIT %(limit)s) unmoved
    UNION ALL
    SELECT * FROM (SELECT {_COLUMNS.replace("r.{key}", _AS_IT_WAS)} FROM (
        SELECT number, old_{{key}},
               ROW_NUMBER() OVER (PARTITION BY number ORDER BY epoch) AS turn
        {_MOVES_SINCE}) moved
    JOIN forum_reply r ON r.discussion_id = %(discussion)s AND r.number = moved.number
    WHERE moved.turn = 1 AND r.shown AND {_AS_IT_WAS} {{beyond}} %(beyond)s
    ORDER BY {_AS_IT_WAS} {{direction}} LIMIT %(limit)s) moved"""
NUMBERED = {
    "postgresql": f"{_OF_DISCUSSION} AND r.number = ANY(%(numbers)s::int[])",
    "sqlite": f"""SELECT {_COLUMNS} FROM json_each(%(numbers)s) p
        CROSS JOIN forum_reply r ON r.discussion_id = %(discussion)s
            AND r.number = p.value""",
}
BELOW = {
    "postgresql": f"""SELECT q.* FROM unnest(%(paths)s::text[]) p(path) CROSS JOIN LATERAL (
        SELECT {_COLUMNS} FROM forum_reply r
        WHERE r.discussion_id = %(discussion)s AND r.path > p.path AND r.path < p.path || 'g'
          AND r.shown AND r.depth < %(deepest)s LIMIT {ROWS}) q
    UNION ALL
    SELECT q.* FROM unnest(%(numbers)s::int[]) p(number) CROSS JOIN LATERAL (
        SELECT {_COLUMNS} FROM forum_reply r
        WHERE r.discussion_id = %(discussion)s AND r.parent_number = p.number AND r.shown
        ORDER BY r.{{key}} {{direction}} LIMIT {FIRST}) q""",
    "sqlite": f"""SELECT {_COLUMNS} FROM json_each(%(paths)s) p
    CROSS JOIN forum_reply r ON r.discussion_id = %(discussion)s AND r.path > p.value
        AND r.path < p.value || 'g' AND r.shown AND r.depth < %(deepest)s
    UNION ALL
    SELECT {_COLUMNS} FROM json_each(%(numbers)s) p
    CROSS JOIN forum_reply r ON r.id IN (
        SELECT x.id FROM forum_reply x
        WHERE x.discussion_id = %(discussion)s AND x.parent_number = p.value AND x.shown
        ORDER BY x.{{key}} {{direction}} LIMIT {FIRST})""",
}
