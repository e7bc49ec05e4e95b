"""The tables, for the terminal and for docs/benchmarks.md."""
import datetime
import pathlib
import platform
import re
import subprocess


def cell(measured):
    return ['', ''] if measured is None else [seconds(measured.seconds), mebibytes(measured.memory)]


def seconds(value):
    return f'{value * 1000:.1f} ms' if value < 0.1 else f'{value:.2f} s'


def mebibytes(value):
    return f'{value / (1 << 20):.0f}'


def verdict(run, sizes):
    budget = run.job.budget
    answers = [('', budget.met(run))] if budget else []
    if run.job.memory is not None:
        answers.append(('memory', run.fits))
    if sizes:
        answers.append(('size', sizes[0] <= sizes[1]))
    missed = [what or 'time' for what, good in answers if not good]
    return 'missed: ' + ', '.join(missed) if missed else 'met'


def budget_table(runs, out):
    rows = [['job', 'time', 'MB/s', 'MiB', 'beside it', 'time', 'MiB', 'ratio', 'budget', '']]
    for run in runs:
        sizes = [(out / name).stat().st_size for name in run.job.produces] if run.job.produces else None
        against = run.job.peer_name + (f' ({sizes[0] / sizes[1]:.3f} of its size)' if sizes else '')
        rows.append([run.job.name, *cell(run.ours)[:1], f'{run.rate:,.0f}' if run.term_bytes else '', cell(run.ours)[1],
                     against, *cell(run.peer), f'{run.peer.seconds / run.ours.seconds:.2f} ×' if run.peer else '',
                     run.job.budget.text() if run.job.budget else '', verdict(run, sizes)])
    return rows


def plain_table(runs):
    rows = [['job', 'time', 'MB/s', 'MiB', 'MiB of terms', 'memory']]
    for run in runs:
        rows.append([run.job.name, seconds(run.ours.seconds), f'{run.rate:,.0f}', mebibytes(run.ours.memory),
                     mebibytes(run.term_bytes), 'met' if run.fits else 'missed'])
    return rows


def loop_table(runs):
    rows = [['loop', 'rate', 'budget', '']]
    for run in runs:
        rows.append([run.loop.name, run.loop.rate_text(run.rate), run.loop.rate_text(run.loop.budget),
                     'met' if run.rate >= run.loop.budget else 'missed: rate'])
    return rows


def markdown(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ['| ' + ' | '.join(text.ljust(width) for text, width in zip(row, widths)) + ' |' for row in rows]
    lines.insert(1, '|' + '|'.join('-' * (width + 2) for width in widths) + '|')
    return '\n'.join(lines)


def machine():
    cpu = re.search(r'model name\s*: (.*)', pathlib.Path('/proc/cpuinfo').read_text())
    memory = re.search(r'MemTotal:\s*(\d+)', pathlib.Path('/proc/meminfo').read_text())
    cores = subprocess.run(['nproc'], capture_output=True, text=True).stdout.strip()
    revision = subprocess.run(['git', 'rev-parse', '--short=12', 'HEAD'], capture_output=True, text=True).stdout.strip()
    return (f'{cpu.group(1) if cpu else platform.machine()}, {cores} cores, '
            f'{int(memory.group(1)) // (1 << 20)} GiB, {platform.system()} {platform.release()}; '
            f'revision {revision}, {datetime.date.today():%-d %B %Y}')


def document(budget, loops, shapes, growth):
    return f'''# Benchmarks

Written by `bench/run`. Machine: {machine()}.

Times are medians of whole commands, each measured beside its peer in one run; absolute figures drift on a shared
machine, ratios far less. MB/s counts the bytes of uncompressed terms. MiB is peak resident memory.

## The budget

500,000 web sessions in a v3 dump, uncompressed (level 0) and at level 1. The peers: a small Erlang program that does
the least that has to be done in the VM (`bench/peers.erl`), `pigz` on two threads on the bare term (its output is no
dump), `jq`, and ISA-L inflating to nowhere.

The budgets of to-json were set beside Elixir with Jason, 12.3 s at level 0 and 11.9 s at level 1 where they were set: 40 ×
and 35 × as fast is 700 and 630 MB/s. Debian has no Jason, so the budget is that rate, and a leaner Erlang program that does
less stands beside it. merge's is 20 × the same kind of program; 30 × Cachex itself, about 21 s, is 0.7 s.

{markdown(budget)}

## Inner loops

Medians of three runs of `cxdump_bench` on one core. Those over terms read the entries of the uncompressed sessions
dump, 205 MiB, so that no key or entry is in the processor's cache; the session holds 500,000 entries.

{markdown(loops)}

## Kinds of data

{markdown(shapes)}

## Growth

Entries with small values, from 1,000 to 10,000,000.

{markdown(growth)}
'''
