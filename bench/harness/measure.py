"""Runs commands: time by hyperfine, ours and the peer in one go; peak memory by GNU time; inner loops by Google Benchmark."""
import dataclasses
import json
import os
import pathlib
import re
import subprocess
import tempfile
from typing import Optional


@dataclasses.dataclass
class Measured:
    seconds: float
    memory: int  # bytes


@dataclasses.dataclass
class Run:
    job: object
    ours: Measured
    peer: Optional[Measured]
    term_bytes: int

    @property
    def rate(self):
        return self.term_bytes / self.ours.seconds / 1e6

    @property
    def fits(self):
        return self.job.memory is None or self.ours.memory <= self.job.memory


@dataclasses.dataclass
class LoopRun:
    loop: object
    rate: float


class Bench:
    def __init__(self, program, build, data, out):
        self.names = {'cxdump': str(program), 'build': str(build), 'data': str(data), 'out': str(out)}
        self.data, self.out = pathlib.Path(data), pathlib.Path(out)

    def has(self, command):
        """Whether the program knows the command already."""
        known = subprocess.run([self.names['cxdump'], '--help'], capture_output=True, text=True).stdout
        return re.search(rf'^  {command} ', known, re.M) is not None

    def term_bytes(self, name):
        """The size of the plain dump; of v4's the uncompressed frames."""
        path = self.data / f'{name}.dump'
        if '.v4' not in name:
            return path.stat().st_size
        unpacked = subprocess.run(['gzip', '-dc', path], capture_output=True, check=True).stdout
        return len(unpacked)

    def run(self, job):
        ours = job.ours.format(**self.names)
        peer = job.peer and job.peer.format(**self.names)
        seconds = self._seconds([c for c in (ours, peer) if c], job.runs)
        return Run(job, Measured(seconds[0], self._memory(ours)),
                   peer and Measured(seconds[1], self._memory(peer)),
                   self.term_bytes(job.terms_of) if job.terms_of else 0)

    def run_loop(self, loop, dump):
        """The median of three runs, by processor time. Benchmarks that read a dump read that one."""
        program = pathlib.Path(self.names['build']) / 'bench' / 'cxdump_bench'
        answer = subprocess.run([program, f'--benchmark_filter=^{loop.benchmark}$', '--benchmark_repetitions=3',
                                 '--benchmark_report_aggregates_only=true', '--benchmark_format=json'],
                                env={**os.environ, 'CXDUMP_BENCH_DUMP': str(self.data / f'{dump}.dump')},
                                check=True, capture_output=True, text=True).stdout
        medians = [row for row in json.loads(answer)['benchmarks'] if row['aggregate_name'] == 'median']
        if len(medians) != 1:
            raise SystemExit(f'cxdump_bench has {len(medians)} benchmarks named {loop.benchmark}: mend bench/harness/jobs.py')
        return LoopRun(loop, medians[0][loop.counter])

    @staticmethod
    def _seconds(commands, runs):
        with tempfile.NamedTemporaryFile(suffix='.json') as result:
            shell = ['-N'] if runs > 50 else []  # the shortest are run without a shell
            subprocess.run(['hyperfine', *shell, '--warmup', '1' if runs > 1 else '0', '--runs', str(max(runs, 2)),
                            '--style', 'none', '--export-json', result.name, *commands],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return [r['median'] for r in json.load(open(result.name))['results']]

    @staticmethod
    def _memory(command):
        """The peak of the first process of a pipeline, in bytes."""
        with tempfile.NamedTemporaryFile() as peak:
            subprocess.run(f'/usr/bin/time -f %M -o {peak.name} {command}', shell=True, stdout=subprocess.DEVNULL)
            return int(open(peak.name).read().split()[-1]) * 1024
