import {
  count,
  isRecord,
  optionalText,
  type Problem,
  records,
  sameTwice,
  type Thing,
  text,
} from './problem.ts';

const labelLength = 20;
const mostSeries = 6;
const mostSegments = 6;
const mostPoints = 20;

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export function checkChart(pointer: string, { title, chart }: Thing): Problem[] {
  const own = text(`${pointer}/title`, title, 50);
  if (!isRecord(chart)) return [...own, { pointer: `${pointer}/chart`, message: 'chart is missing' }];
  return [...own, ...(chart.type === 'pie' ? checkPie : checkAxes)(`${pointer}/chart`, chart)];
}

function checkPie(pointer: string, { segments }: Thing): Problem[] {
  return [
    ...count(`${pointer}/segments`, segments, 1, mostSegments),
    ...checkPoints(`${pointer}/segments`, segments),
    ...records(segments).flatMap(({ value }, index) =>
      Number(value) > 0
        ? []
        : [{ pointer: `${pointer}/segments/${index}/value`, message: 'must be above 0' }],
    ),
  ];
}

function checkAxes(pointer: string, { series, axis_config }: Thing): Problem[] {
  const axis = isRecord(axis_config) ? axis_config : {};
  const categories = Array.isArray(axis.categories) ? axis.categories : [];
  return [
    ...count(`${pointer}/series`, series, 1, mostSeries),
    ...sameTwice(`${pointer}/series`, records(series), 'name'),
    ...count(`${pointer}/axis_config/categories`, categories, 1, mostPoints),
    ...optionalText(`${pointer}/axis_config/x_label`, axis.x_label, 50),
    ...optionalText(`${pointer}/axis_config/y_label`, axis.y_label, 50),
    ...records(series).flatMap((one, index) => checkSeries(`${pointer}/series/${index}`, one, categories)),
  ];
}

function checkSeries(pointer: string, { name, data }: Thing, categories: unknown[]): Problem[] {
  const labels = records(data).map(({ label }) => label);
  const matching =
    labels.length === categories.length && labels.every((label, at) => label === categories[at]);
  return [
    ...text(`${pointer}/name`, name, labelLength),
    ...count(`${pointer}/data`, data, 1, mostPoints),
    ...checkPoints(`${pointer}/data`, data),
    ...(matching ? [] : [{ pointer: `${pointer}/data`, message: 'labels are not the categories' }]),
  ];
}

function checkPoints(pointer: string, points: unknown): Problem[] {
  const all = records(points);
  return [
    ...sameTwice(pointer, all, 'label'),
    ...all.flatMap(({ label, value }, index) => [
      ...text(`${pointer}/${index}/label`, label, labelLength),
      ...(Number.isFinite(value)
        ? []
        : [{ pointer: `${pointer}/${index}/value`, message: 'must be a number' }]),
    ]),
  ];
}
