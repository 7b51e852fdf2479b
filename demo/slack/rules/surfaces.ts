import type { Row, Surface } from './row.ts';

const surfaces: Surface[] = ['message', 'ephemeral', 'answer', 'modal', 'home'];

type Stands = 'yes' | 'no' | 'unsure';

export interface SurfaceRow extends Row {
  type: string;
  surface: Surface;
  stands: Stands;
}

const list = 'https://docs.slack.dev/blocks.json';
const elements = 'https://docs.slack.dev/reference/block-kit/block-elements';
const chartPage = 'https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block';

// biome-ignore format: a table
const blocksOnSurfaces: Record<string, Stands[]> = {
  //                   message   ephemeral answer    modal     home
  actions:            ['yes',    'yes',    'yes',    'yes',    'yes'],
  card:               ['yes',    'unsure', 'unsure', 'unsure', 'yes'],
  context:            ['yes',    'yes',    'yes',    'yes',    'yes'],
  data_table:         ['yes',    'unsure', 'unsure', 'no',     'yes'],
  data_visualization: ['unsure', 'unsure', 'unsure', 'no',     'unsure'],
  divider:            ['yes',    'yes',    'yes',    'yes',    'yes'],
  header:             ['yes',    'yes',    'yes',    'yes',    'yes'],
  input:              ['yes',    'yes',    'yes',    'yes',    'yes'],
  rich_text:          ['yes',    'yes',    'yes',    'yes',    'yes'],
  section:            ['yes',    'yes',    'yes',    'yes',    'yes'],
  table:              ['yes',    'unsure', 'unsure', 'no',     'unsure'],
};

// biome-ignore format: a table
const elementsOnSurfaces: Record<string, Stands[]> = {
  //                   message   ephemeral answer    modal     home
  button:             ['yes',    'yes',    'yes',    'yes',    'yes'],
  checkboxes:         ['yes',    'yes',    'yes',    'yes',    'yes'],
  conversations_select:['yes',   'yes',    'yes',    'yes',    'yes'],
  datepicker:         ['yes',    'yes',    'yes',    'yes',    'yes'],
  datetimepicker:     ['yes',    'yes',    'yes',    'yes',    'no'],
  email_text_input:   ['no',     'no',     'no',     'yes',    'no'],
  feedback_buttons:   ['yes',    'yes',    'yes',    'no',     'no'],
  file_input:         ['no',     'no',     'no',     'yes',    'no'],
  icon_button:        ['yes',    'yes',    'yes',    'no',     'no'],
  multi_static_select:['yes',    'yes',    'yes',    'yes',    'yes'],
  number_input:       ['no',     'no',     'no',     'yes',    'no'],
  overflow:           ['yes',    'yes',    'yes',    'yes',    'yes'],
  plain_text_input:   ['yes',    'yes',    'yes',    'yes',    'yes'],
  radio_buttons:      ['yes',    'yes',    'yes',    'yes',    'yes'],
  rich_text_input:    ['no',     'no',     'no',     'yes',    'yes'],
  static_select:      ['yes',    'yes',    'yes',    'yes',    'yes'],
  timepicker:         ['yes',    'yes',    'yes',    'yes',    'yes'],
  url_text_input:     ['no',     'no',     'no',     'yes',    'no'],
  workflow_button:    ['yes',    'yes',    'yes',    'no',     'no'],
};

/** Where the list of Slack is not all that is known. */
const told: Record<string, { source: string; read: string }> = {
  'block/data_visualization/message': { source: 'https://github.com/vercel/chat/pull/696', read: '2026-11' },
  'block/data_visualization/ephemeral': { source: chartPage, read: '2026-11' },
  'block/data_visualization/answer': { source: chartPage, read: '2026-11' },
  'block/data_visualization/home': { source: chartPage, read: '2026-11' },
};

/** Which block may stand where, of those that this product sends or might. `unsure` where sources contradict each other, or nobody says. */
export const blockSurfaces: SurfaceRow[] = rowsOf('block', blocksOnSurfaces, list);

/** The same of what stands in blocks. */
export const elementSurfaces: SurfaceRow[] = rowsOf('element', elementsOnSurfaces, elements);

function rowsOf(kind: string, table: Record<string, Stands[]>, source: string): SurfaceRow[] {
  return Object.entries(table).flatMap(([type, cells]) =>
    surfaces.map((surface, index) => {
      const id = `${kind}/${type}/${surface}`;
      const stands = cells[index] as Stands;
      return {
        id,
        type,
        surface,
        stands,
        certain: stands !== 'unsure',
        source,
        read: '2026-08',
        ...told[id],
      };
    }),
  );
}
