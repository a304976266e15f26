import { guessEncoding, headText } from '#core/meter-files/csv/encoding.ts';
import { type Channels, channelsOf } from '#core/meter-files/green-button/channels.ts';
import { namesOf } from '#core/meter-files/green-button/labels.ts';
import { Outline } from '#core/meter-files/green-button/outline.ts';
import { Readings } from '#core/meter-files/green-button/readings.ts';
import { recognise } from '#core/meter-files/green-button/recognise.ts';
import { faultProblem, understand } from '#core/meter-files/green-button/understanding.ts';
import { XmlReader } from '#core/meter-files/green-button/xml-reader.ts';
import type { Batch, MeterFileFormat, MeterFileReading, OfferedFile } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { ProblemList, problemOf } from '#core/meter-files/problem-list.ts';
import type { RowSink } from '#core/meter-files/rows/row-writer.ts';

/**
 * Green Button files (ESPI): an Atom feed, or parts of one. Read twice: once for what its entries say about each other, which
 * may come in any order, once for the readings.
 */
export const greenButtonFormat: MeterFileFormat = { name: 'green-button', detect };

async function detect({ head, source, context }: OfferedFile): Promise<MeterFileReading | null> {
  const encoding = guessEncoding(head);
  const recognised = recognise(headText(head, encoding.value).toString());
  if (recognised === 'other') return null;
  if (recognised === 'doctype') return refusing(problemOf({ kind: 'doctype', severity: 'refused', row: null }));
  const outline = new Outline();
  const reader = new XmlReader(source, encoding.value, outline);
  for await (const _ of reader.pieces());
  const channels = channelsOf(outline, context);
  const understanding = understand({ encoding, outline, channels, fault: reader.fault, context });
  const labels: string[] = [];
  return {
    understanding,
    meters: labels,
    async *batches() {
      if (understanding.questions.length > 0) return;
      labels.length = 0;
      const sink: RowSink = { intervals: [], registers: [], problems: new ProblemList() };
      nameLeftOut(channels, sink.problems);
      const readings = new Readings({ outline, channels, context, sink, labels });
      yield* batchesOf(new XmlReader(source, encoding.value, readings), readings, sink);
    },
  };
}

const BATCH_ROWS = 8000;

async function* batchesOf(reader: XmlReader, readings: Readings, sink: RowSink): AsyncGenerator<Batch> {
  let bytesRead = 0;
  for await (bytesRead of reader.pieces()) {
    if (sink.intervals.length >= BATCH_ROWS || sink.registers.length >= BATCH_ROWS) yield batchOf(sink, bytesRead);
  }
  readings.finish();
  const { problems, ...last } = batchOf(sink, bytesRead);
  const fault = reader.fault === null ? [] : [faultProblem(reader.fault)];
  yield { ...last, problems: [...problems, ...fault, ...sink.problems.closing()] };
}

function batchOf(sink: RowSink, bytesRead: number): Batch {
  const batch = { intervals: sink.intervals, registers: sink.registers, problems: sink.problems.take(), bytesRead };
  sink.intervals = [];
  sink.registers = [];
  return batch;
}

function nameLeftOut({ all }: Channels, problems: ProblemList): void {
  for (const channel of all) {
    const { leftOut, label, unitName: unit, family } = channel;
    if (leftOut === null) continue;
    const params = { meter: label, channel: family.meterReading.entry.title, unit, reason: leftOut };
    // The name by which staff can make a meter of it.
    const found = namesOf(channel)[0] ?? label;
    problems.add({
      kind: 'channel-left-out',
      severity: 'info',
      row: family.meterReading.row,
      column: 'MeterReading',
      found,
      params,
    });
  }
}

function refusing(question: Problem): MeterFileReading {
  return {
    understanding: { format: 'green-button', guesses: [], questions: [question], meters: [] },
    meters: [],
    async *batches() {},
  };
}
