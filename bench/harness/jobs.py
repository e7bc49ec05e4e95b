"""What is measured: one row a job, with what people use today beside it."""
import dataclasses
from typing import Callable, Optional

MIB = 1 << 20

# The dumps, as bench/make_data.erl makes them: KIND, N, CONTAINER, LEVEL.
C0 = 'sessions-500000.v3'
C1 = 'sessions-500000.v3-c1'
OTHER = 'other-500000.v3-c1'
V4 = 'sessions-500000.v4'
SHAPES = {
    'sessions': C0,
    'sessions, v4': V4,
    'small values': 'small-500000.v3',
    'many tiny entries': 'tiny-5000000.v2',
    'binaries of 10 KB': 'binaries-20000.v3',
    'values 10,000 deep': 'deep-2000.v3',
    'one value of 256 MiB': 'huge-1.v3',
}
GROWTH = [1_000, 10_000, 100_000, 1_000_000, 10_000_000]
HUGE_ENTRY = 256 * MIB


@dataclasses.dataclass
class Times:
    """Budget: at least `factor` times as fast as the peer."""
    factor: float

    def text(self):
        return f'{self.factor:g} × peer'

    def met(self, run):
        return run.peer is None or run.peer.seconds >= self.factor * run.ours.seconds


@dataclasses.dataclass
class Rate:
    """Budget: so many MB of term bytes a second."""
    megabytes: float

    def text(self):
        return f'{self.megabytes:,.0f} MB/s'

    def met(self, run):
        return run.rate >= self.megabytes


@dataclasses.dataclass
class Seconds:
    """Budget: no longer than that."""
    seconds: float

    def text(self):
        return f'{self.seconds * 1000:g} ms'

    def met(self, run):
        return run.ours.seconds <= self.seconds


@dataclasses.dataclass
class Job:
    name: str
    ours: str  # {cxdump}, {data}, {out}: the program, the folder of the dumps, a scratch folder
    peer: Optional[str] = None
    peer_name: str = ''
    budget: Optional[object] = None
    terms_of: Optional[str] = C0  # the plain dump whose size is the term bytes
    memory: Optional[float] = 64 * MIB
    produces: Optional[tuple] = None  # (our file, the peer's): ours must not be larger
    runs: int = 5

    @property
    def command(self):
        return self.ours.split()[1]


ERL = 'erl -noshell -pa {data} -run peers main '


def recompress(level, factor):
    return Job(f'recompress -{level}', f'{{cxdump}} recompress -{level} -q -f {{data}}/{C0}.dump -o {{out}}/re{level}.dump',
               f'pigz -p2 -z -{level} -c {{data}}/{C0}.term >{{out}}/re{level}.zz', f'pigz -p2 -z -{level}', Times(factor),
               produces=(f're{level}.dump', f're{level}.zz'))


def budget_jobs(term_bytes: Callable[[str], int]):
    """The rows of the budget, in its order."""
    key_memory = 64 * MIB + 24 * 1_000_000
    return [
        Job('to-json, level 0', f'{{cxdump}} to-json {{data}}/{C0}.dump | cat >/dev/null',
            ERL + f'json {{data}}/{C0}.dump | cat >/dev/null', 'Erlang: decode, print', Rate(700), runs=3),
        Job('to-json, level 1', f'{{cxdump}} to-json {{data}}/{C1}.dump | cat >/dev/null',
            ERL + f'json {{data}}/{C1}.dump | cat >/dev/null', 'Erlang: decode, print', Rate(630), runs=3),
        Job('to-json, level 0, to jq', f'{{cxdump}} to-json {{data}}/{C0}.dump | jq -c . >/dev/null',
            'jq -c . {out}/sessions.ndjson >/dev/null', 'jq -c . of a file', runs=1),
        Job('inspect, level 0', f'{{cxdump}} inspect {{data}}/{C0}.dump', budget=Rate(1500)),
        Job('inspect, level 1', f'{{cxdump}} inspect {{data}}/{C1}.dump', f'{{build}}/bench/inflate_alone {{data}}/{C1}.dump',
            'inflate alone (ISA-L)', Times(0.8)),
        Job('check, level 0', f'{{cxdump}} check {{data}}/{C0}.dump', budget=Rate(1000)),
        Job('check, one thread', f'{{cxdump}} check --threads 1 {{data}}/{C0}.dump', budget=Rate(800)),
        Job('load, level 0', f'{{cxdump}} load {{data}}/{C0}.dump -e size', ERL + f'load {{data}}/{C0}.dump',
            'Erlang: decode, insert', Times(15), memory=1.25 * term_bytes(C0), runs=3),
        Job('load, level 1', f'{{cxdump}} load {{data}}/{C1}.dump -e size', ERL + f'load {{data}}/{C1}.dump',
            'Erlang: decode, insert', Times(15), memory=1.25 * term_bytes(C0), runs=3),
        recompress(1, 1.25), recompress(6, 2), recompress(9, 1),
        Job('convert to v4', f'{{cxdump}} convert --to v4 -q -f {{data}}/{C1}.dump -o {{out}}/convert.dump'),
        Job('dump from JSON', '{cxdump} dump -q -f {out}/sessions.ndjson -o {out}/json.dump'),
        Job('merge of two', f'{{cxdump}} merge -q -f {{data}}/{C1}.dump {{data}}/{OTHER}.dump -o {{out}}/merged.dump',
            ERL + f'merge {{out}}/peer.dump {{data}}/{C1}.dump {{data}}/{OTHER}.dump', 'Erlang: load, load, dump', Times(20),
            memory=key_memory, runs=2),
        Job('diff of two', f'{{cxdump}} diff --summary {{data}}/{C1}.dump {{data}}/{OTHER}.dump >/dev/null || [ $? = 1 ]',
            f'{{cxdump}} check {{data}}/{C1}.dump {{data}}/{OTHER}.dump', 'check of both', Times(0.5), memory=key_memory),
        Job('get, the last key', f'{{cxdump}} get {{data}}/{C0}.dump --string session:500000', budget=Rate(2000)),
        Job('start-up', '{cxdump} --version', budget=Seconds(0.005), terms_of=None, runs=200),
    ]


@dataclasses.dataclass
class Loop:
    """One benchmark of cxdump_bench, and the rate that it must reach."""
    name: str
    benchmark: str  # as Google Benchmark names it
    counter: str    # bytes_per_second or items_per_second
    budget: float   # in that unit

    def rate_text(self, rate):
        if self.counter == 'bytes_per_second':
            return f'{rate / 1e6:,.0f} MB/s'
        return f'{rate / 1e6:,.1f} million/s'


def inner_loops():
    """On one core; those over terms read the entries of the plain sessions dump."""
    terms, items = 'bytes_per_second', 'items_per_second'
    return [
        Loop('hash of a binary key in canonical form', 'key_hash', items, 10e6),
        Loop('term order, entries that differ in the last byte', 'order_last_byte_differs', terms, 300e6),
        Loop('term order, equal entries in different bytes', 'order_other_minor_version', terms, 300e6),
        Loop('encode, minor_version 1', 'encode/as_it_is', terms, 300e6),
        Loop('encode, minor_version 2', 'encode/minor_version_2', terms, 300e6),
        Loop('print as Elixir', 'print as Elixir', terms, 200e6),
        Loop('print as Erlang', 'print as Erlang', terms, 200e6),
        Loop('session: get', 'get', items, 2e6),
        Loop('session: set of a new key', 'set_new', items, 1e6),
        Loop('session: set of a known key', 'set_again', items, 1e6),
    ]


def shape_jobs():
    """How the kind of data matters: no budget but that of memory."""
    for shape, name in SHAPES.items():
        largest = HUGE_ENTRY if name.startswith('huge') else 0
        for command in ('inspect', 'to-json', 'check'):
            yield Job(f'{command}: {shape}', f'{{cxdump}} {command} {{data}}/{name}.dump >/dev/null', terms_of=name,
                      memory=64 * MIB + largest, runs=3)


def growth_jobs():
    for n in GROWTH:
        name = f'small-{n}.v3'
        for command in ('inspect', 'to-json', 'recompress -1 -q -f -o {out}/grown.dump'):
            yield Job(f'{command.split()[0]}: {n:,} entries', f'{{cxdump}} {command} {{data}}/{name}.dump >/dev/null',
                      terms_of=name, runs=3 if n < 1_000_000 else 1)


def data_needed():
    names = {C0, C1, OTHER, V4, *SHAPES.values(), *(f'small-{n}.v3' for n in GROWTH)}
    return sorted(names)
