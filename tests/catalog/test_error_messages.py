"""Every kind of mistake in a data file is found, and the words say where it is and what to do."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from pydantic import BaseModel, ValidationError

from benchpin import catalog
from benchpin.catalog.loader.assemble import RECORDS, TABLES
from benchpin.facts import Figure, Unit, Weights
from benchpin.inputs.characters import control_character
from benchpin.inputs.errors import BadData, BadFile
from benchpin.inputs.validation import FORMS, validation_problems
from benchpin.profile import Profile

Spoil = Callable[[str, str, str], Path]


class Case(NamedTuple):
    """One mistake: the file, what stands in it, what is put there, and the words about it."""

    kind: str
    path: str
    old: str
    new: str
    words: str


SETTER = "roles/stone-setter.toml"
JEWELER = "roles/bench-jeweler.toml"
HARBOR = "programmes/bench-certificate-at-harbor.toml"
SURVEY = "figures/invented-survey.csv"
WHOLE_SKILL = 'label = "Enameling"\nkind = "skill"\ncategory = "bench"\n'
BARE = "; put it into figures/ and name it as {figure-id}, or reword"
CONTROL = "holds a control character ({}); take it out"
WEB = 'must begin with https:// or http:// and hold no space, no <, no > and no "; correct it'
WITH_URL = {
    "a programme": HARBOR,
    "a provider": "providers/harbor-school.toml",
    "an organisation": "organisations/harbor-guild.toml",
    "a mentoring route": "mentoring/harbor-pairs.toml",
}
ODD_URLS = {
    "is a script": '"javascript:alert(1)"',
    "holds a space": '"https://example.org/a b"',
    "holds a tag": '"https://example.org/<b>"',
    "holds a quotation mark": "'https://example.org/\"x'",
    "names no host": '"https:///x"',
}
ONCE = "roles/stone-setter.toml: summary: "

CASES = [
    Case(
        "a programme in a survey area, but in no place",
        HARBOR,
        "country =",
        'area = "Boston-Cambridge-Newton, MA-NH"\ncountry =',
        f"{HARBOR}: area needs a place in the United States; add it, or take area out",
    ),
    Case(
        "an unknown key",
        SETTER,
        "summary =",
        "sumary =",
        "roles/stone-setter.toml: sumary: no such key 'sumary'; nearest: 'summary' | "
        "roles/stone-setter.toml: summary: is missing; add it",
    ),
    Case(
        "an unknown key inside a table",
        SETTER,
        "reason =",
        "raeson =",
        "roles/stone-setter.toml: occupations.raeson: no such key 'raeson'; nearest: 'reason' | "
        "roles/stone-setter.toml: occupations.reason: is missing; add it",
    ),
    Case(
        "an unknown key that is like no other",
        SETTER,
        'family = "bench"',
        'family = "bench"\nzzz = 1',
        "roles/stone-setter.toml: zzz: no such key 'zzz'; take it out",
    ),
    Case(
        "a missing key",
        SETTER,
        'label = "Stone setter"\n',
        "",
        "roles/stone-setter.toml: label: is missing; add it",
    ),
    Case(
        "a number where text belongs",
        SETTER,
        '"Stone setter"',
        "7",
        "roles/stone-setter.toml: label: must be text in quotes, not 7; correct it",
    ),
    Case(
        "text where a whole number belongs",
        SETTER,
        "level = 3",
        'level = "alone"',
        "roles/stone-setter.toml: skills.0.level: must be a whole number, not 'alone'; correct it",
    ),
    Case(
        "text where a number belongs",
        HARBOR,
        "amount_low = 4000",
        'amount_low = "4000"',
        f"{HARBOR}: prices.0.amount_low: must be a number, not '4000'; correct it",
    ),
    Case(
        "text where a list belongs",
        SETTER,
        'modes = ["onsite"]',
        'modes = "onsite"',
        "roles/stone-setter.toml: could_leave_the_workplace.modes: "
        "must be a list in square brackets, not 'onsite'; correct it",
    ),
    Case(
        "text where a table belongs",
        HARBOR,
        "[duration]\nweeks_low = 40\nweeks_high = 40",
        'duration = "40 weeks"',
        f"{HARBOR}: duration: must be a table, not '40 weeks'; correct it",
    ),
    Case(
        "text where a day belongs",
        HARBOR,
        "checked = 2026-11-22",
        'checked = "2026-11-22"',
        f"{HARBOR}: prices.0.checked: must be a day such as 2026-11-22, not '2026-11-22'; "
        "correct it",
    ),
    Case(
        "text where true or false belongs",
        "mentoring/harbor-pairs.toml",
        'kind = "mentoring"',
        'kind = "mentoring"\ninternational = "no"',
        "mentoring/harbor-pairs.toml: international: must be true or false, not 'no'; correct it",
    ),
    Case(
        "an empty text",
        SETTER,
        '"Secures stones in metal."',
        '""',
        "roles/stone-setter.toml: summary: must be text of at least 1 character, not ''; "
        "correct it",
    ),
    Case(
        "a table of no name that we know, and none that must be there",
        "qualifications/gem-certificate.toml",
        "[[sources]]\n",
        "[nothing]\n",
        "qualifications/gem-certificate.toml: nothing: no such key 'nothing'; take it out | "
        "qualifications/gem-certificate.toml: sources: is missing; add it",
    ),
    Case(
        "a value outside a closed vocabulary",
        SETTER,
        'need = "essential"',
        'need = "esential"',
        "roles/stone-setter.toml: skills.0.need: 'esential' is not one of "
        "'essential', 'important' or 'useful'; nearest: 'essential'",
    ),
    Case(
        "a value like none of a closed vocabulary",
        SETTER,
        'need = "essential"',
        'need = "zzz"',
        "roles/stone-setter.toml: skills.0.need: 'zzz' is not one of "
        "'essential', 'important' or 'useful'; correct it",
    ),
    Case(
        "a level above the highest",
        SETTER,
        "level = 3",
        "level = 5",
        "roles/stone-setter.toml: skills.0.level: must be at most 4, not 5; correct it",
    ),
    Case(
        "a price below nothing",
        HARBOR,
        "amount_low = 4000",
        "amount_low = -4000",
        f"{HARBOR}: prices.0.amount_low: must be at least 0, not -4000; correct it",
    ),
    Case(
        "a number that is none",
        HARBOR,
        "amount_low = 4000",
        "amount_low = nan",
        f"{HARBOR}: prices.0.amount_low: must be a number, not nan; correct it",
    ),
    Case(
        "an id that is none",
        SETTER,
        '"prong-setting"',
        '"Prong_setting"',
        "roles/stone-setter.toml: skills.0.skill: must be lower case with hyphens, such as "
        "'bench-jeweler', not 'Prong_setting'; correct it",
    ),
    Case(
        "a file's name that is no id",
        "skills/Hand_Engraving.toml",
        "",
        WHOLE_SKILL,
        "skills/Hand_Engraving.toml: the name of a file is lower case with hyphens; "
        "rename it to 'hand-engraving.toml'",
    ),
    Case(
        "a topic of figures that are not held",
        "topics/hours.toml",
        "",
        'label = "Hours"\n\n[[parts]]\nlabel = "Hours"\nsubject = "bench-jewler"\n',
        "topics/hours.toml: parts.0.subject: no such subject of a figure 'bench-jewler'; "
        "nearest: 'bench-jeweler'",
    ),
    Case(
        "a topic of a measure that is not held",
        "topics/hours.toml",
        "",
        'label = "Hours"\nmyths = ["everyone-is-ritch"]\n\n[[parts]]\nlabel = "Hours"\n'
        'subject = "bench-jeweler"\nmeasures = ["weekly-hour"]\n',
        "topics/hours.toml: myths.0: no such myth 'everyone-is-ritch'; nearest: "
        "'everyone-is-rich' | topics/hours.toml: parts.0.measures.0: no such measure of "
        "'bench-jeweler' 'weekly-hour'; nearest: 'weekly-hours'",
    ),
    Case(
        "an audience of an unknown role and figure",
        "audiences.csv",
        "",
        "role,audience,mode,figure\nstone-seter,customers,remote,bench-jeweler-hour-2024\n",
        "audiences.csv: stone-seter, remote: figure: no such figure 'bench-jeweler-hour-2024'; "
        "nearest: 'bench-jeweler-hours-2024' | audiences.csv: stone-seter, remote: role: no such "
        "role 'stone-seter'; nearest: 'stone-setter'",
    ),
    Case(
        "a currency that is none",
        HARBOR,
        '"USD"',
        '"dollars"',
        f"{HARBOR}: prices.0.currency: must be three capital letters such as USD, "
        "not 'dollars'; correct it",
    ),
    Case(
        "an unknown skill",
        SETTER,
        '"prong-setting"',
        '"prong-seting"',
        "roles/stone-setter.toml: skills.0.skill: "
        "no such skill 'prong-seting'; nearest: 'prong-setting'",
    ),
    Case(
        "an unknown skill that is like no other",
        SETTER,
        '"prong-setting"',
        '"zzzzz"',
        "roles/stone-setter.toml: skills.0.skill: no such skill 'zzzzz'",
    ),
    Case(
        "an unknown role",
        "qualifications/gem-certificate.toml",
        '"gemologist"',
        '"gemmologist"',
        "qualifications/gem-certificate.toml: roles.0: "
        "no such role 'gemmologist'; nearest: 'gemologist'",
    ),
    Case(
        "an unknown taught skill",
        "qualifications/gem-certificate.toml",
        '"gem-identification"',
        '"gem-identifying"',
        "qualifications/gem-certificate.toml: teaches.0: "
        "no such skill 'gem-identifying'; nearest: 'gem-identification'",
    ),
    Case(
        "a test that is said to teach",
        "qualifications/gem-certificate.toml",
        'kind = "certificate"',
        'kind = "certification"',
        "qualifications/gem-certificate.toml: "
        "a certification only examines; say 'examines', or give it the kind of its course",
    ),
    Case(
        "an unknown examined skill",
        "qualifications/gem-certificate.toml",
        "level = 3",
        'examines = ["gem-identifying"]\nlevel = 3',
        "qualifications/gem-certificate.toml: examines.0: "
        "no such skill 'gem-identifying'; nearest: 'gem-identification'",
    ),
    Case(
        "a skill that is both taught and only examined",
        "qualifications/gem-certificate.toml",
        "level = 3",
        'examines = ["gem-identification"]\nlevel = 3',
        "qualifications/gem-certificate.toml: skill 'gem-identification' stands twice; keep one",
    ),
    Case(
        "a source for a skill that is neither taught nor examined",
        "qualifications/gem-certificate.toml",
        'source = "invented-guide"',
        'source = "invented-guide"\nskills = ["polishing"]',
        "qualifications/gem-certificate.toml: source 'invented-guide' shows 'polishing', which is "
        "neither in teaches nor in examines; add it there, or take it out",
    ),
    Case(
        "a role of whose essential skills a qualification teaches none",
        "qualifications/gem-certificate.toml",
        'roles = ["gemologist"]',
        'roles = ["gemologist", "stone-setter"]',
        "qualifications/gem-certificate.toml: roles.1: teaches and examines none of the essential "
        "skills of 'stone-setter'; add one with its source, or take the role out",
    ),
    Case(
        "an unknown country of a skill need",
        SETTER,
        "level = 3",
        'level = 3\ncountries = ["ZZ"]',
        "roles/stone-setter.toml: skills.0.countries.0: no such place 'ZZ'",
    ),
    Case(
        "an unknown figure of a myth",
        "myths/everyone-is-rich.toml",
        'figures = ["bench-jeweler-burns-2024"]',
        'figures = ["bench-jeweler-burns-2023"]',
        "myths/everyone-is-rich.toml: figures.0: "
        "no such figure 'bench-jeweler-burns-2023'; nearest: 'bench-jeweler-burns-2024'",
    ),
    Case(
        "an unknown figure of what is offered",
        SETTER,
        "[[sources]]",
        '[[offered]]\nof = "role"\nfigure = "bench-jeweler-worker"\n\n[[sources]]',
        "roles/stone-setter.toml: offered.0.figure: "
        "no such figure 'bench-jeweler-worker'; nearest: 'bench-jeweler-workers'",
    ),
    Case(
        "an unknown source",
        SETTER,
        '"invented-guide"',
        '"invented-guides"',
        "roles/stone-setter.toml: sources.0.source: "
        "no such source 'invented-guides'; nearest: 'invented-guide'",
    ),
    Case(
        "an unknown source of a task",
        JEWELER,
        'sources = ["invented-guide"]',
        'sources = ["invented-gide"]',
        "roles/bench-jeweler.toml: tasks.0.sources.0: "
        "no such source 'invented-gide'; nearest: 'invented-guide'",
    ),
    Case(
        "an unknown source of a price",
        HARBOR,
        'source = "invented-guide"',
        'source = "invented-gide"',
        f"{HARBOR}: prices.0.source: no such source 'invented-gide'; nearest: 'invented-guide'",
    ),
    Case(
        "an unknown provider",
        HARBOR,
        '"harbor-school"',
        '"harbour-school"',
        f"{HARBOR}: provider: no such provider 'harbour-school'; nearest: 'harbor-school'",
    ),
    Case(
        "an unknown awarding body",
        "qualifications/gem-certificate.toml",
        '"harbor-school"',
        '"harbour-school"',
        "qualifications/gem-certificate.toml: awarding_body: "
        "no such provider 'harbour-school'; nearest: 'harbor-school'",
    ),
    Case(
        "an unknown qualification",
        HARBOR,
        '"bench-certificate"',
        '"bench-certificat"',
        f"{HARBOR}: qualification: "
        "no such qualification 'bench-certificat'; nearest: 'bench-certificate'",
    ),
    Case(
        "an unknown organisation",
        "mentoring/harbor-pairs.toml",
        '"harbor-guild"',
        '"harbor-gild"',
        "mentoring/harbor-pairs.toml: organisation: "
        "no such organisation 'harbor-gild'; nearest: 'harbor-guild'",
    ),
    Case(
        "an unknown unit",
        SURVEY,
        "hours/week",
        "hour/week",
        f"{SURVEY}: bench-jeweler-hours-2024: unit: "
        "no such unit 'hour/week'; nearest: 'hours/week'",
    ),
    Case(
        "an unknown place of a figure",
        SURVEY,
        "US-RI",
        "US-RJ",
        f"{SURVEY}: bench-jeweler-workers: geography: no such place 'US-RJ'; nearest: 'US-RI'",
    ),
    Case(
        "an unknown place of working life",
        JEWELER,
        "[[drawbacks]]",
        '[[drawbacks]]\narea = "India or the Gulf"',
        "roles/bench-jeweler.toml: drawbacks.0.area: no such place 'India or the Gulf'",
    ),
    Case(
        "a place in lower case",
        HARBOR,
        '["US"]',
        '["us"]',
        f"{HARBOR}: country.0: no such place 'us'; nearest: 'US'",
    ),
    Case(
        "a skill twice in a role",
        SETTER,
        '"dexterity"',
        '"prong-setting"',
        "roles/stone-setter.toml: skill 'prong-setting' stands twice; keep one",
    ),
    Case(
        "what is not known, outside the list",
        JEWELER,
        "reviewed_by = []",
        'reviewed_by = []\nnot_known = ["tasks"]',
        "roles/bench-jeweler.toml: not_known.0: "
        "'tasks' is not one of 'pay', 'hours', 'benefits', 'rewards' or 'drawbacks'; correct it",
    ),
    Case(
        "what is not known, twice",
        JEWELER,
        "reviewed_by = []",
        'reviewed_by = []\nnot_known = ["pay", "hours", "pay"]',
        "roles/bench-jeweler.toml: not_known names 'pay' twice; keep one",
    ),
    Case(
        "a reward that is said not to be known",
        JEWELER,
        "reviewed_by = []",
        'reviewed_by = []\nnot_known = ["pay", "rewards"]',
        "roles/bench-jeweler.toml: not_known names 'rewards', which stands here; take one out",
    ),
    Case(
        "a figure twice",
        SURVEY,
        "",
        "bench-jeweler-hours-2024,a,b,,1,1,exact,pct,US,2024,observed,,,invented-survey,,"
        "secondary,2026-10-01,\n",
        f"{SURVEY}: line 5: id: figure 'bench-jeweler-hours-2024' stands twice; "
        "give one of them another id",
    ),
    Case(
        "a figure with low above high",
        SURVEY,
        ",35,40,",
        ",40,35,",
        f"{SURVEY}: line 2: low 40 is above high 35; exchange them",
    ),
    Case(
        "a figure in another publication's file",
        SURVEY,
        "2.5,invented-survey",
        "2.5,invented-guide",
        f"{SURVEY}: line 3: source: 'invented-guide' is not the publication of this file; "
        "move the row to figures/invented-guide.csv",
    ),
    Case(
        "a figure that is no number",
        SURVEY,
        ",12,12,",
        ",twelve,12,",
        f"{SURVEY}: line 3: low: must be a number, not 'twelve'; correct it",
    ),
    Case(
        "a figure that is not a number",
        SURVEY,
        ",12,12,",
        ",12,nan,",
        f"{SURVEY}: line 3: high: must be a number, not 'nan'; correct it",
    ),
    Case(
        "a figure with an impossible day",
        SURVEY,
        "2026-10-02",
        "2026-13-02",
        f"{SURVEY}: line 4: checked: must be a day such as 2026-11-22, not '2026-13-02'; "
        "correct it",
    ),
    Case(
        "a cell too many",
        SURVEY,
        "no year is given",
        "no year, no month",
        f"{SURVEY}: line 4: holds more cells than the header; put a cell with a comma in quotes",
    ),
    Case(
        "a cell too few",
        "trade-titles.csv",
        "goldsmith,bench-jeweler",
        "goldsmith",
        "trade-titles.csv: line 2: role: is missing; add it",
    ),
    Case(
        "an unknown column",
        "trade-titles.csv",
        "title,role",
        "title,rolle",
        "trade-titles.csv: header: no such column 'rolle'; nearest: 'role'",
    ),
    Case(
        "an unclosed quote in a table",
        "trade-titles.csv",
        "gem tester",
        '"gem tester',
        "trade-titles.csv: line 4: is not a CSV table (unexpected end of data); mend the line",
    ),
    Case(
        "an unknown role in a table",
        "trade-titles.csv",
        "tester,gemologist",
        "tester,gemmologist",
        "trade-titles.csv: gem tester: role: no such role 'gemmologist'; nearest: 'gemologist'",
    ),
    Case(
        "a name of an unknown qualification",
        "qualification-names.csv",
        "",
        "name,qualification\nGC,gem-certificat\n",
        "qualification-names.csv: GC: qualification: no such qualification 'gem-certificat'; "
        "nearest: 'gem-certificate'",
    ),
    Case(
        "a dispute on an unknown role",
        "disputes.csv",
        "",
        "role,claim,text,correction,name,day\n"
        "gemmologist,summary,Grades stones.,Tests them too.,Ann Smith,2026-11-30\n",
        "disputes.csv: gemmologist, summary: role: no such role 'gemmologist'; "
        "nearest: 'gemologist'",
    ),
    Case(
        "a diploma from abroad for an unknown role",
        "foreign-diplomas.csv",
        "",
        "diploma,country,level,roles,ask,basis\n"
        "Meister,US,master craftsman,gemmologist,the chamber,judgement\n",
        "foreign-diplomas.csv: Meister: roles: no such role 'gemmologist'; nearest: 'gemologist'",
    ),
    Case(
        "a diploma from abroad without a level that is known",
        "foreign-diplomas.csv",
        "",
        "diploma,country,level,roles,ask,basis\n"
        "Meister,US,master,gemologist,the chamber,judgement\n",
        "foreign-diplomas.csv: line 2: level: 'master' is not one of 'craft certificate', "
        "'master craftsman' or 'professional diploma'; correct it",
    ),
    Case(
        "a qualification that covers one that is not there",
        "qualifications/gem-certificate.toml",
        "level = 3",
        'level = 3\ncovers = ["bench-certificat"]',
        "qualifications/gem-certificate.toml: covers.0: "
        "no such qualification 'bench-certificat'; nearest: 'bench-certificate'",
    ),
    Case(
        "a phrase of an unknown skill",
        "skill-phrases.csv",
        "prong-setting",
        "prong-seting",
        "skill-phrases.csv: (set|mount) ... diamond: skill: no such skill 'prong-seting'; "
        "nearest: 'prong-setting'",
    ),
    Case(
        "a phrase whose bracket does not close",
        "skill-phrases.csv",
        "(set|mount)",
        "(set|mount",
        "skill-phrases.csv: (set|mount ... diamond: phrase: alternatives stand as (one|other) and "
        "not inside each other; correct it",
    ),
    Case(
        "an item's occupation without interests",
        "items.csv",
        "trade,51-9071.00",
        "trade,51-9071.06",
        "items.csv: set-stones: occupation: no such occupation with six interests in figures/ "
        "'51-9071.06'; nearest: '51-9071.00'",
    ),
    Case(
        "an item that asks for two things",
        "items.csv",
        "51-9071.00,,Set",
        "51-9071.00,autonomy,Set",
        "items.csv: line 2: an interest names its occupation and of, and no asks; correct it",
    ),
    Case(
        "an item that asks for something unknown",
        "items.csv",
        ",autonomy,",
        ",autonmy,",
        "items.csv: line 4: asks: 'autonmy' is not one of 'achievement', 'autonomy', "
        "'recognition', 'relationships', 'support', 'working-conditions', 'work_modes', "
        "'minimum_pay', 'area' or 'education'; nearest: 'autonomy'",
    ),
    Case(
        "an item that stands twice",
        "items.csv",
        "sell-rings,",
        "set-stones,",
        "items.csv: set-stones: id: item 'set-stones' stands twice in bank 'small-1'; "
        "give one another id",
    ),
    Case(
        "a number in an item",
        "items.csv",
        "Set stones in a ring",
        "Set ten stones in a ring",
        f"items.csv: text: the number 'ten' stands in prose{BARE}",
    ),
    Case(
        "an unknown skill in a table",
        "carries-over.csv",
        "41-2031,clienteling",
        "41-2031,clientelling",
        "carries-over.csv: 41-2031: skill: no such skill 'clientelling'; nearest: 'clienteling'",
    ),
    Case(
        "a level above the highest in a table",
        "carries-over.csv",
        "clienteling,3",
        "clienteling,5",
        "carries-over.csv: line 2: level: must be at most 4, not '5'; correct it",
    ),
    Case(
        "a code that is none in a table",
        "carries-over.csv",
        "41-2031",
        "412031",
        "carries-over.csv: line 2: soc: must be an occupation's code such as 51-9071, "
        "not '412031'; correct it",
    ),
    Case(
        "an unknown source in a table",
        "entry.csv",
        "invented-survey",
        "invented-survy",
        "entry.csv: 51-9071: source: no such source 'invented-survy'; nearest: 'invented-survey'",
    ),
    Case(
        "an undated price with a year",
        HARBOR,
        "year = 2025",
        'year = 2025\nstatus = "undated"',
        f"{HARBOR}: prices.0: a price needs its year, or status = 'undated' and no year; "
        "give one of them",
    ),
    Case(
        "a dated price without a year",
        HARBOR,
        "year = 2025\n",
        "",
        f"{HARBOR}: prices.0: a price needs its year, or status = 'undated' and no year; "
        "give one of them",
    ),
    Case(
        "a price with low above high",
        HARBOR,
        "amount_low = 4000",
        "amount_low = 5000",
        f"{HARBOR}: prices.0: amount_low 5000 is above amount_high 4500; exchange them",
    ),
    Case(
        "a number in prose, in digits",
        SETTER,
        "Secures stones",
        "Secures 40 stones",
        f"{ONCE}the number '40' stands in prose{BARE}",
    ),
    Case(
        "a number in prose, in words",
        SETTER,
        "Secures stones",
        "Secures a dozen stones",
        f"{ONCE}the number 'dozen' stands in prose{BARE}",
    ),
    Case(
        "a number in the prose of a table",
        JEWELER,
        "Size rings.",
        "Size twenty rings.",
        f"roles/bench-jeweler.toml: tasks.0.what: the number 'twenty' stands in prose{BARE}",
    ),
    Case(
        "a placeholder for an unknown figure",
        JEWELER,
        "{bench-jeweler-hours-2024}",
        "{bench-jeweler-hours-2023}",
        "roles/bench-jeweler.toml: summary: "
        "no such figure 'bench-jeweler-hours-2023'; nearest: 'bench-jeweler-hours-2024'",
    ),
    Case(
        "a placeholder for a figure without a period",
        JEWELER,
        "{bench-jeweler-hours-2024}",
        "{bench-jeweler-workers}",
        "roles/bench-jeweler.toml: summary: "
        "figure 'bench-jeweler-workers' has no period and may not be shown; reword without it",
    ),
    Case(
        "a placeholder that names no figure",
        JEWELER,
        "{bench-jeweler-hours-2024}",
        "{Bench hours}",
        "roles/bench-jeweler.toml: summary: '{Bench hours}.' names no figure; write {figure-id}",
    ),
    Case(
        "a basis of source without one",
        JEWELER,
        'source = "invented-survey"\n',
        "",
        "roles/bench-jeweler.toml: drawbacks.0: "
        "basis is 'source' but none is named; name it, or say 'judgement'",
    ),
    Case(
        "a source without the day it was checked",
        JEWELER,
        "checked = 2026-11-22\nabout",
        "about",
        "roles/bench-jeweler.toml: drawbacks.0: "
        "basis is 'source' but no checked day is named; add it",
    ),
    Case(
        "a judgement with a source",
        JEWELER,
        'basis = "judgement"\nabout',
        'basis = "judgement"\nsource = "invented-guide"\nchecked = 2026-11-22\nabout',
        "roles/bench-jeweler.toml: rewards.0: "
        "basis is 'judgement' but a source is named; take one of them out",
    ),
    Case(
        "a task with a basis of source without one",
        JEWELER,
        'basis = "source"\nsources = ["invented-guide"]',
        'basis = "source"',
        "roles/bench-jeweler.toml: tasks.0: "
        "basis is 'source' but none is named; name it, or say 'judgement'",
    ),
    Case(
        "a skill that is judgement with a source",
        JEWELER,
        'need = "essential"\nlevel = 3',
        'need = "essential"\nlevel = 3\nsources = ["invented-guide"]',
        "roles/bench-jeweler.toml: skills.0: "
        "basis is 'judgement' but a source is named; take one of them out",
    ),
    Case(
        "work away from the workplace with a basis of source without one",
        SETTER,
        'modes = ["onsite"]\nbasis = "judgement"',
        'modes = ["onsite"]\nbasis = "source"',
        "roles/stone-setter.toml: could_leave_the_workplace: "
        "basis is 'source' but none is named; name it, or say 'judgement'",
    ),
    Case(
        "citing our own judgement as a source",
        SETTER,
        '"invented-guide"',
        '"benchpin"',
        "roles/stone-setter.toml: sources.0.source: "
        "'benchpin' is our own judgement; say basis = 'judgement' instead",
    ),
    Case(
        "an address that is not of the web",
        "sources/invented-guide.toml",
        "https://",
        "",
        f"sources/invented-guide.toml: url: {WEB}",
    ),
    *(
        Case(
            f"an address of {folder} that {what}",
            path,
            "country =",
            f"url = {url}\ncountry =",
            f"{path}: url: {WEB}",
        )
        for folder, path in WITH_URL.items()
        for what, url in ODD_URLS.items()
    ),
    Case(
        "a length in a unit that no word is for",
        HARBOR,
        "weeks_low = 40\nweeks_high = 40",
        "semesters = 3",
        f"{HARBOR}: duration.semesters: no such unit 'semesters'",
    ),
    Case(
        "a length that is at most so long, in a unit that no word is for",
        HARBOR,
        "weeks_low = 40\nweeks_high = 40",
        "years_high = 2",
        f"{HARBOR}: duration.years_high: no such unit 'years'",
    ),
    Case(
        "a price in a currency that no word is for",
        HARBOR,
        '"USD"',
        '"XTS"',
        f"{HARBOR}: prices.0.currency: no such unit 'XTS'",
    ),
    Case(
        "a price for a course that no word is for",
        HARBOR,
        'per = "whole"',
        'per = "course"',
        f"{HARBOR}: prices.0.per: no such unit 'USD/course'",
    ),
    Case(
        "a number in the prose of a table by code",
        SETTER,
        'applies = "broad"',
        'applies = "broad"\nmixed_with = {"51-9071" = "two other trades"}',
        "roles/stone-setter.toml: occupations.mixed_with.51-9071: "
        f"the number 'two' stands in prose{BARE}",
    ),
    Case(
        "a mixed group that the role does not name",
        SETTER,
        'applies = "broad"',
        'applies = "broad"\nmixed_with = {"51-9072" = "other trades"}',
        "roles/stone-setter.toml: occupations: "
        "mixed_with names '51-9072', which is not in oews; add it there, or take it out",
    ),
    Case(
        "an industry without its reason",
        SETTER,
        'applies = "broad"',
        'applies = "broad"\nindustries = ["339910"]',
        "roles/stone-setter.toml: occupations: "
        "industries and industries_reason go together; give both, or take both out",
    ),
    Case(
        "an industry of a mere stand-in",
        SETTER,
        'applies = "broad"',
        'applies = "proxy"\nindustries = ["339910"]\nindustries_reason = "Made there."',
        "roles/stone-setter.toml: occupations: industries is for a role with an occupation of its "
        "own, and a proxy's wages are not the role's in any industry; take it out",
    ),
    Case(
        "a control character in a text",
        SETTER,
        '"Stone setter"',
        r'"Stone\u001b[2J setter"',
        f"roles/stone-setter.toml: label: {CONTROL.format('U+001B')}",
    ),
    Case(
        "a mark that turns the direction of writing, in a list",
        SETTER,
        'modes = ["onsite"]',
        'modes = ["onsite\u202e"]',
        f"roles/stone-setter.toml: could_leave_the_workplace.modes.0: {CONTROL.format('U+202E')}",
    ),
    Case(
        "a control character in a key",
        "places.toml",
        "US =",
        r'"U\u0007S" = "x"' + "\nUS =",
        rf"places.toml: U\x07S: {CONTROL.format('U+0007')}",
    ),
    Case(
        "a control character in a comment",
        SETTER,
        'family = "bench"',
        'family = "bench" # \u0085',
        f"roles/stone-setter.toml: line 2: {CONTROL.format('U+0085')}",
    ),
    Case(
        "a control character in a table",
        "trade-titles.csv",
        "goldsmith,",
        "gold\x1bsmith,",
        f"trade-titles.csv: line 2: title: {CONTROL.format('U+001B')}",
    ),
    Case(
        "a control character in the job titles",
        "titles.csv",
        "",
        "title,onet\ngold\x9bsmith,51-9071.00\n",
        f"titles.csv: line 2: {CONTROL.format('U+009B')}",
    ),
    Case(
        "broken TOML",
        SETTER,
        'family = "bench"',
        "family = ",
        "roles/stone-setter.toml: is not valid TOML (string values must be quoted, expected "
        "literal string at line 2 column 10); mend the line it names",
    ),
    Case(
        "a key twice",
        SETTER,
        'family = "bench"',
        'label = "Setter"',
        "roles/stone-setter.toml: is not valid TOML (duplicate key at line 2 column 1); "
        "mend the line it names",
    ),
    Case(
        "a year that no calendar has",
        HARBOR,
        "checked = 2026-11-22",
        "checked = 0000-11-22",
        f"{HARBOR}: is not valid TOML (year 0 is out of range at line 20 column 11); "
        "mend the line it names",
    ),
    Case(
        "an unknown file",
        "roles/readme.txt",
        "",
        "read me",
        "roles/readme.txt: is not a data file that the catalog knows; move it to one of "
        "counsel, mentoring, myths, organisations, programmes, providers, qualifications, "
        "questions, "
        "roles, shapes, skills, sources, topics, traps or figures, or take it out",
    ),
    Case(
        "a file in an unknown folder",
        "role/polisher.toml",
        "",
        WHOLE_SKILL,
        "role/polisher.toml: is not a data file that the catalog knows; move it to one of "
        "counsel, mentoring, myths, organisations, programmes, providers, qualifications, "
        "questions, "
        "roles, shapes, skills, sources, topics, traps or figures, or take it out",
    ),
    Case(
        "an unknown part in the weights",
        "weights.toml",
        "interests = 0.20",
        "interest = 0.20",
        "weights.toml: parts.interest: no such key 'interest'; nearest: 'interests'",
    ),
    Case(
        "a part without a weight",
        "weights.toml",
        "opportunity = 0.10\n",
        "",
        "weights.toml: parts must be exactly "
        "skills, interests, experience, conditions, opportunity",
    ),
    Case(
        "a weight outside its range",
        "weights.toml",
        "half_years = 2.0",
        "half_years = 0.0",
        "weights.toml: experience.half_years: must be more than 0, not 0.0; correct it",
    ),
    Case(
        "a broken unit",
        "units.toml",
        'show = "${value}"',
        'shows = "${value}"',
        "units.toml: USD.show: is missing; add it | "
        "units.toml: USD.shows: no such key 'shows'; nearest: 'show'",
    ),
    Case(
        "a place that has no name",
        "places.toml",
        '"Rhode Island"',
        "7",
        "places.toml: US-RI: must be a name in quotes; correct it",
    ),
    Case(
        "broken TOML in the places",
        "places.toml",
        "US =",
        "US",
        "places.toml: is not valid TOML (key with no value, expected `=` at line 2 column 4); "
        "mend the line it names",
    ),
]


def words_about(folder: Path) -> list[str]:
    return [str(problem) for problem in catalog.check(root=folder)]


@pytest.mark.parametrize("case", CASES, ids=[case.kind for case in CASES])
def test_a_mistake_is_found_with_its_place_and_what_to_do(case: Case, spoil: Spoil) -> None:
    found = words_about(spoil(case.path, case.old, case.new))
    assert found == case.words.split(" | ")
    assert all(word.isprintable() for word in found)


def test_the_small_catalog_has_no_problems(small: Path) -> None:
    assert catalog.check(root=small) == ()


@pytest.mark.parametrize("reliability", ["weak", "unreliable"])
def test_a_source_that_cannot_be_trusted_is_cited_only_in_a_warning(
    reliability: str, spoil: Spoil
) -> None:
    folder = spoil(
        "sources/invented-survey.toml",
        'reliability = "secondary"',
        f'reliability = "{reliability}"',
    )
    words = (
        f"source 'invented-survey' is {reliability} and may be cited only in a myth or a trap "
        "that warns of it; cite another one, or take the statement out"
    )
    assert words_about(folder) == [
        f"entry.csv: 51-9071: source: {words}",
        f"figures/invented-survey.csv: bench-jeweler-burns-2024: source: {words}",
        f"figures/invented-survey.csv: bench-jeweler-hours-2024: source: {words}",
        f"figures/invented-survey.csv: bench-jeweler-workers: source: {words}",
        f"roles/bench-jeweler.toml: drawbacks.0.source: {words}",
    ]


@pytest.mark.parametrize("path", [SETTER, "trade-titles.csv", "places.toml", "weights.toml"])
def test_a_file_that_is_not_utf_8_is_named(path: str, small: Path) -> None:
    (small / path).write_bytes(b'label = "Pav\xe9 setter"\n')
    assert words_about(small) == [f"{path}: is not UTF-8 text; save it as UTF-8"]


@pytest.mark.parametrize("path", [SETTER, "trade-titles.csv", "places.toml", SURVEY])
def test_a_mark_of_utf_8_at_the_start_of_a_file_is_passed_over(path: str, small: Path) -> None:
    plain = catalog.load(root=small)
    file = small / path
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    marked = catalog.load(root=small)
    assert marked.roles == plain.roles
    assert marked.trade_titles == plain.trade_titles
    assert marked.places == plain.places
    assert marked.figures == plain.figures


def test_missing_weights_are_named(small: Path) -> None:
    (small / "weights.toml").unlink()
    assert words_about(small) == ["weights.toml: is missing; put it back"]


def test_hidden_files_are_passed_over(spoil: Spoil) -> None:
    assert words_about(spoil("roles/.DS_Store", "", "x")) == []


def test_all_mistakes_of_a_folder_are_listed_at_once_and_sorted(spoil: Spoil) -> None:
    spoil("weights.toml", "half_years = 2.0", "half_years = 0.0")
    spoil(SETTER, '"prong-setting"', '"prong-seting"')
    spoil(SETTER, "Secures stones", "Secures 40 stones")
    spoil(JEWELER, "level = 3", "level = 5")
    spoil(SURVEY, ",35,40,", ",40,35,")
    spoil(HARBOR, '"harbor-school"', '"harbour-school"')
    folder = spoil("myths/everyone-is-rich.toml", "claim =", "claims =")
    assert words_about(folder) == [
        f"{SURVEY}: line 2: low 40 is above high 35; exchange them",
        "myths/everyone-is-rich.toml: claim: is missing; add it",
        "myths/everyone-is-rich.toml: claims: no such key 'claims'; nearest: 'claim'",
        f"{HARBOR}: provider: no such provider 'harbour-school'; nearest: 'harbor-school'",
        "roles/bench-jeweler.toml: skills.0.level: must be at most 4, not 5; correct it",
        "roles/stone-setter.toml: skills.0.skill: "
        "no such skill 'prong-seting'; nearest: 'prong-setting'",
        f"{ONCE}the number '40' stands in prose{BARE}",
        "weights.toml: experience.half_years: must be more than 0, not 0.0; correct it",
    ]


def test_loading_names_the_first_mistake_and_counts_the_others(spoil: Spoil) -> None:
    spoil(SETTER, '"prong-setting"', '"prong-seting"')
    with pytest.raises(BadData) as alone:
        catalog.load(root=spoil(SETTER, "Secures", "Sets"))
    assert str(alone.value) == (
        "roles/stone-setter.toml: skills.0.skill: "
        "no such skill 'prong-seting'; nearest: 'prong-setting'"
    )
    with pytest.raises(BadData) as several:
        catalog.load(root=spoil(HARBOR, '"harbor-school"', '"harbour-school"'))
    assert len(several.value.problems) == 2
    assert str(several.value) == (
        f"{HARBOR}: provider: no such provider 'harbour-school'; nearest: 'harbor-school' "
        "(1 more: run 'benchpin check')"
    )


def test_naming_a_record_that_is_itself_broken_is_no_second_mistake(spoil: Spoil) -> None:
    folder = spoil("skills/prong-setting.toml", 'kind = "skill"', 'kind = "skil"')
    assert words_about(folder) == [
        "skills/prong-setting.toml: kind: 'skil' is not one of 'skill', 'knowledge' or 'trait'; "
        "nearest: 'skill'"
    ]


def test_a_broken_row_shifts_no_line_of_the_rows_after_it(spoil: Spoil) -> None:
    spoil(SURVEY, ",35,40,", ",40,35,")
    folder = spoil(SURVEY, "2.5,invented-survey", "2.5,invented-guide")
    assert words_about(folder)[1].startswith(f"{SURVEY}: line 3: source: 'invented-guide'")


def test_names_with_numbers_may_stand_in_prose(spoil: Spoil) -> None:
    folder = spoil(SETTER, "Secures stones in metal.", "Secures stones after 3D printing.")
    assert words_about(folder) == []


def test_what_a_myth_claims_may_hold_numbers(small: Path) -> None:
    held = catalog.load(root=small)
    assert catalog.numbers_in(held.myths["everyone-is-rich"].claim) == ("90",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One ring, none left, anyone, often", ()),
        ("two rings", ("two",)),
        ("Twenty-five", ("Twenty", "five")),
        ("half of them, twice", ("half", "twice")),
        ("1,200.5 and 7", ("1,200.5", "7")),
        ("18k", ("18",)),
        ("{bench-hours-2024} a week", ()),
        ("hundreds, thousands", ("hundreds", "thousands")),
    ],
)
def test_numbers_are_found_in_digits_and_in_words(text: str, found: tuple[str, ...]) -> None:
    assert catalog.numbers_in(text) == found


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as error:
        catalog.load([tmp_path / "college"])
    assert str(error.value) == (
        f"{tmp_path / 'college'}: no such folder of data; name folders that exist in BENCHPIN_DATA"
    )


def patterns_of(model: type[BaseModel]) -> set[str]:
    """Every pattern that a model's JSON schema names."""
    found: set[str] = set()

    def walk(node: object) -> None:
        if isinstance(node, dict):
            pattern = node.get("pattern")
            if isinstance(pattern, str):
                found.add(pattern)
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(model.model_json_schema())
    return found


def test_every_pattern_of_our_models_has_words() -> None:
    models: list[type[BaseModel]] = [
        *RECORDS.values(),
        *TABLES.values(),
        Figure,
        Weights,
        Unit,
        Profile,
    ]
    used = {pattern for model in models for pattern in patterns_of(model)}
    assert used == set(FORMS), "add the words for a new pattern to FORMS in inputs/validation.py"


def test_a_value_in_a_message_stays_on_one_line_and_is_cut_short() -> None:
    with pytest.raises(ValidationError) as error:
        Unit.model_validate({"show": 1, "a\nb\x1b" + "c" * 99: 2})
    first, second = sorted(validation_problems(error.value, Unit, "units.toml"))
    assert str(second) == "units.toml: show: must be text in quotes, not 1; correct it"
    assert f"no such key 'a\\nb\\x1b{'c' * 56}...'; take it out" in str(first)
    assert str(first).isprintable()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pavé\tsetter\r\nof Łódź, 宝石 \u200f", None),
        ("", None),
        ("a\x00\x1b", "U+0000"),
        ("a\x1b[31m", "U+001B"),
        ("a\rb", "U+000D"),
        ("a\x7f", "U+007F"),
        ("a\x9b", "U+009B"),
        ("\u202aa", "U+202A"),
        ("a\u202e", "U+202E"),
        ("a\u2066", "U+2066"),
        ("a\u2069", "U+2069"),
    ],
)
def test_the_first_control_character_of_a_text_is_named(text: str, found: str | None) -> None:
    assert control_character(text) == found
