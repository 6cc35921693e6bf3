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
  6    a check failed: data validate, data coverage, check (a statement is contradicted)
  130  interrupted

With --json an error is {"error": {"code", "message", "fix"}} on standard error, and standard output is empty.
""",
    "formatting": """\
-f, --format FORMAT  table, json, jsonl, csv, tsv, md, html, ids; xlsx, sqlite and parquet in files and pipes.
-o name.csv chooses by the ending; --json is -f json.

The format never changes because the output is a pipe. Only colour, paging and width do: a table on a terminal is
wrapped to its width and shows 50 records unless --limit or --all is given; in a pipe nothing is wrapped or cut.
Formats for programs always hold everything unless --limit is given.

  json   {schema_version, dataset, query, count, total, truncated, items}; unknown is null, numbers are numbers
  jsonl  the items, one a line
  csv    UTF-8, LF line ends, RFC 4180 quoting; --bom for Excel, --excel-safe guards texts, never numbers
  tsv    one record a line; tabs and line ends in data are written \\t and \\n
  html   one page that needs nothing else, for mail and print; md the same for a wiki
  xlsx   a sheet a kind, sources and notes; sqlite: tables with keys, views and an index; parquet: typed columns
  ids    one id a line, for `dftz show -`; --ids is -f ids

A file says besides which data it is, as of when, under which licence, and in answer to what: in columns at the
end of each row, in notes, metadata or at its foot. In CSV, `details` is JSON of what the cells of a row leave out.
Standard output has the items alone.

--fields a,b,c selects and orders fields in every format; --fields help lists them.
The same data and flags give the same bytes. Standard output carries data only; everything else is on standard error.
Control characters in data are shown as \\x1b, in every format.
""",
    "environment": """\
  DFTZ_DATA_DIR     the folder of the store (--data-dir); else XDG_DATA_HOME/dftz, else ~/.local/share/dftz
  DFTZ_CACHE_DIR    what can be made again; else XDG_CACHE_HOME/dftz, else ~/.cache/dftz
  DFTZ_CONFIG_DIR   settings; else XDG_CONFIG_HOME/dftz, else ~/.config/dftz
  DFTZ_STATE_DIR    logs; else XDG_STATE_HOME/dftz, else ~/.local/state/dftz
  DFTZ_THEME        the theme of the application
  DFTZ_MOUSE        whether the application takes the mouse; DFTZ_ANIMATIONS: whether anything moves by itself
  DFTZ_RESTORE_VIEW whether the application opens where it was left
  DFTZ_ACCESSIBLE   whether `dftz browse` is numbered plain text without being asked
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
    "comparison": """\
`dftz compare` puts two to six of anything side by side. What stands in the columns follows from what is named.

  dftz compare japan south-korea russia                       records of one kind, field by field
  dftz compare dalian shenyang --indicator gdp                places, a line for each indicator
  dftz compare customs-trade-total --period 2021..2024        periods of one indicator, a column each
  dftz compare --indicator gdp --place dalian --period 2018,2025
  dftz compare customs-exports customs-imports                indicators, a line for each place and period
  dftz compare gdp-dalian-2025 gdp-dalian-2018                figures as they are
  dftz compare population                                     every place that has it

Records: = is the same, ! or ≠ differs, ~ or ≈ is a list of which all share a part. Long lists stand beneath the table:
what all have, what some share, what one alone has. --fields chooses the rows, --diff-only and --same-only halve them.
"not stated" and "none recorded" are the silence of the sources, and never a no.

Figures are compared where only the columns differ. One of another scope, rhythm, unit or definition is shown and not
compared, and says what differs: "2021 city v. 2023 customs district". What is missing says why. Differences and ratios
are to the base of the line: the largest figure, or over time the earliest. What a qualifier leaves open stays open:
"over 5" beside 3 is "at least 2 more", and a rank may be a span (1 to 2).

A score is weights times values, each on a scale from the worst to the best of those compared:

  dftz compare japan south-korea russia --weight industries=2 --weight country_projects=1

The weight of a record is on a number, a status (1 for a fact, 0 for a plan) or how many entries a list has; below zero,
less is better. What is missing or open is a range and never nought; who is first may then be open. It says which change
of one weight would turn the first place over. --weights takes a file of FIELD = NUMBER lines.

In JSON, figures are an item a cell and records an item a field, under `items`; `comparison` has the columns, `cautions`
what is disputed, `scoring` the score with every part. `dftz schema` documents the keys under `items`.
""",
    "units": """\
--unit shows figures in another magnitude. The point is moved, to the last digit; what was printed stays beside it, as
`printed_value` and `printed_unit` in formats for programs.

  dftz figures customs-exports --unit "USD bn"                also USD m, US$ k, billion USD, 10,000 USD
  dftz figures customs-exports --unit 亿美元                   also 万美元, 亿元, 万亿元
  dftz figures gdp customs-exports --unit bn                  a magnitude alone keeps each currency
  dftz compare dalian shenyang --indicator gdp --unit 亿元

No currency is changed into another: that needs dated rates, which the tool does not have yet. Percentages (%) and
percentage points (pp) are different things. A figure that cannot be in the unit stays as printed, and it is said why;
when none can, that is an error. 816,247 × 10,000 USD is a number in units of ten thousand dollars, as its table has it.

--derive computes change, growth, cagr (average growth a year), index, share, per_head or balance. Each result names the
figures and the arithmetic, is marked computed, and stands beside what the sources print for it, agreeing or not.

  dftz figures customs-exports --derive growth
  dftz figures customs-exports customs-imports --derive balance
""",
    "accessibility": """\
No claim is made that the full-screen application can be read by a screen reader. The same tasks are there as numbered
plain text in the normal screen, without boxes, cursor movement or colour, and one announcement for each change:

  dftz browse --linear   menus, lists, records, figures, comparisons and exports, at most 80 columns wide
  DFTZ_ACCESSIBLE=1      makes `dftz browse` do so; accessible = true in the settings file does too

Each answer is a line, on a terminal or from a pipe; the end of input ends it. A number opens, b goes back, h says what
else can be answered, E gives the command line of the very view, q quits.

Everything the program knows is in plain text: no command needs colour, a mouse or a full screen.

  --plain           tables as tab-separated lines without rules, alignment or symbols
  --no-color        no colour; nothing is told by colour alone, each status has a word and a symbol
  -f jsonl, -f csv  one record a line, for tools of your own
""",
    "eligibility": """\
`dftz match` holds a profile of a firm against the criteria of every incentive, and of every policy that sets limits.

  yes      every criterion that the sources state is met, and it is in force or a pilot
  no       a criterion is not met, or it is planned, over, or does not reach the zone
  unknown  the sources or the profile do not say, or only a person can judge it

Unknown is carried on: it never becomes a yes, and more answers never turn a yes or a no back into unknown. Criteria of
one case belong together, and of several cases one is enough. Each verdict names the criteria that decided, each with
source and locator. Not advice: only the agency decides.

  dftz match --registered-in dftz --sector batteries --home-country JP
  dftz match --profile me.toml --only yes -f csv
  dftz match --ask

A profile in TOML, one key a field; a field that is left out is not known, and an empty list is none:

  registered_in = "dftz"
  sector = ["batteries"]
  activity = ["new_registration", "manufacturing"]
  certification = []
  total_investment = "30 million USD"
  confirmed = ["incentive-hydrogen-fund-rd#3"]

`confirmed` and `denied` settle criteria in words; `dftz show ID` numbers the criteria of a record. Places, industries
and countries may be named in English, Chinese or by id.

--as-of DATE, on every command that reads records, shows statuses as they follow from the dates on record and says where
nothing tells. `dftz expiring --within 180d` lists terms and deadlines that end; -f ics or -o closing.ics is a calendar.

  dftz match --profile me.toml --as-of 2028-01-01
  dftz expiring --within 3y --as-of 2025-06-01
""",
}
