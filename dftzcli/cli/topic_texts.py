"""The texts of the help topics."""

from __future__ import annotations

from typing import Final

TOPICS: Final[dict[str, str]] = {
    "exit-codes": """\
Exit codes are an interface: documented, and never given another meaning.

  0    success; an empty answer is one, unless --fail-empty is given
  1    failure
  2    usage, configuration or validation: nothing was started
  3    record not found; the nearest ids are named
  4    nothing fits, and --fail-empty was given
  5    the store is unreadable, locked, corrupt or newer than the program
  6    a check failed: data validate, data coverage
  130  interrupted

With --json an error is {"error": {"code", "message", "fix"}} on standard error, and standard output is empty.
""",
    "formatting": """\
-f, --format FORMAT  table, json, jsonl, csv, tsv, md, ids; -o name.csv chooses by the ending; --json is -f json.

The format never changes because the output is a pipe. Only colour, paging and width do: a table on a terminal is
wrapped to its width and shows 50 records unless --limit or --all is given; in a pipe nothing is wrapped or cut.
Formats for programs always hold everything unless --limit is given.

  json   {schema_version, dataset, query, count, total, truncated, items}; unknown is null, numbers are numbers
  jsonl  the items, one a line
  csv    UTF-8, LF line ends, RFC 4180 quoting; --bom for Excel, --excel-safe guards texts, never numbers
  tsv    one record a line; tabs and line ends in data are written \\t and \\n
  ids    one id a line, for `dftz show -`; --ids is -f ids

--fields a,b,c selects and orders fields in every format; --fields help lists them.
The same data and flags give the same bytes. Standard output carries data only; everything else is on standard error.
Control characters in data are shown as \\x1b, in every format.
""",
    "environment": """\
  DFTZ_DATA_DIR     the folder of the store (--data-dir); else XDG_DATA_HOME/dftz, else ~/.local/share/dftz
  DFTZ_CACHE_DIR    what can be made again; else XDG_CACHE_HOME/dftz, else ~/.cache/dftz
  DFTZ_CONFIG_DIR   settings; else XDG_CONFIG_HOME/dftz, else ~/.config/dftz
  DFTZ_STATE_DIR    logs; else XDG_STATE_HOME/dftz, else ~/.local/state/dftz
  DFTZ_PAGER, PAGER the pager for long tables on a terminal; empty for none (--no-pager)
  NO_COLOR          set and not empty: no colour; so do TERM=dumb, --no-color and a pipe
  FORCE_COLOR       set and not empty: colour in a pipe, as --color always
  COLUMNS           the width of a table on a terminal
  CI                set and not empty: never ask a question

A flag wins over the environment, the environment over the defaults. Nothing goes over the network.
""",
    "query": """\
Words for `dftz search`, and for the search box of the application. All are wanted, most decide; the best come first.

  dftz search cold chain              words; English and Chinese, mistyped or in other words for the same
  dftz search '"free trade port"'     a phrase: the words as they stand
  dftz search port -container         without a word
  dftz search 'ship repair OR aircraft maintenance'   either side
  dftz search 'batt*'                 the beginning of a word
  dftz search who is in charge of imported fruit      a question: the agencies come first
  dftz search how many companies 2019                 a figure comes first, of that year
  dftz search 5300                    every figure that states the number; 5,300 and 5.3 thousand are the same
  dftz search japan vs south korea    each side in turn
  dftz search 自由貿易區               traditional characters, any part of two characters or more
  dftz search shangwuju               pinyin; dl for Dalian: initials

Filters stand among the words or as options (--partner japan). Several of one field are alternatives, of different
fields all must hold, and a dash turns one round. They take ids, names, Chinese names and ISO codes alike.

  kind:policy  status:in_force  partner:japan  country:JP  industry:fishery  agency:商务局  place:dftz
  source:dalian-article  indicator:gdp  scope:zone  unit:%  level:national  type:plant  tag:port  name:container
  year:2024  year:2021..2024  period:2024-01..2024-06  value>=50  partner:"south korea"  -status:planned

  dftz search 'kind:figure period:2021..2024 value>=50 unit:%'
  dftz search 'battery kind:project -status:planned' --facets

What was corrected, widened or put first is said on standard error and under `query` in JSON; --exact turns it all off.
What cannot be read as a filter is taken for words, and that is said too. When nothing fits, nothing is listed: standard
error says how many records were searched and what comes nearest.

Filters of `dftz list` and `dftz figures` may be repeated; several of one kind are alternatives, filters of different
kinds must all hold.

  --industry shipbuilding   --partner japan      --country JP, Japan or 日本
  --place dftz              --agency 商务局       --source dalian-article
  --status planned          --year 2020

--country means the country, its cities and its firms. --place means the place and all within it, except for figures:
a figure of the city is not one of the zone. --year touches a period, an issue date or a dated event.

  --where FIELD=VALUE       equal, without regard to case; on a list, any of its entries
  --where FIELD!=VALUE      --where FIELD~TEXT  contains      --where FIELD>=VALUE  also < <= >

Fields are those of --fields help. Numbers compare as numbers; of a period, < and >= ask when it begins, > and <= when
it ends. Put conditions in quotation marks:

  dftz figures --where "value>=50" --where unit=%
  dftz list policies --where "agencies=commerce-bureau" --status exploratory
""",
    "accessibility": """\
Everything the program knows is in plain text: no command needs colour, a mouse or a full screen.

  --plain           tables as tab-separated lines without rules, alignment or symbols
  --no-color        no colour; nothing is told by colour alone, each status has a word and a symbol
  -f jsonl, -f csv  one record a line, for tools of your own

No claim is made that the full-screen application can be read by a screen reader; use the commands.
""",
}
