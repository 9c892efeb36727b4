"""Records what Jinja2 renders, in the environment that transformers gives chat templates.

    python -m venv venv && venv/bin/pip install jinja2==3.1.6 transformers==5.24.0
    TZ=UTC venv/bin/python record.py

Reads probes.json and writes its "want" again; the same for times.json.
"""

import copy
import datetime
import json
import pathlib

import transformers.utils.chat_template_utils as chat

here = pathlib.Path(__file__).parent


class FixedClock(datetime.datetime):
    fixed = None

    @classmethod
    def now(cls, tz=None):
        return cls.fixed


chat.datetime = FixedClock


def render(template, variables, now):
    FixedClock.fixed = FixedClock.fromisoformat(now)
    try:
        return chat._cached_compile_jinja_template(template).render(**copy.deepcopy(variables))
    except Exception as error:
        return {"error": type(error).__name__}


def rewrite(name, change):
    path = here / name
    recorded = json.loads(path.read_text("utf8"))
    change(recorded)
    path.write_text(json.dumps(recorded, ensure_ascii=False, indent=1) + "\n", "utf8")


def probes(recorded):
    for case in recorded["cases"]:
        case["want"] = render(case["template"], recorded["variables"], recorded["now"])


def times(recorded):
    for now, formats in recorded.items():
        for text in formats:
            formats[text] = render("{{ strftime_now(format) }}", {"format": text}, now)


if __name__ == "__main__":
    rewrite("probes.json", probes)
    rewrite("times.json", times)
