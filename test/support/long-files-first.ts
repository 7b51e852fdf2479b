import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes longest, in the order in which it begins. In a clean clone nobody knows, so the largest files would come
 * first, and what waits for processes in a small one would end when everything else has ended.
 */
const longFiles = [
  'test/e2e/postgres.test.ts',
  'test/demo/page/page.test.ts',
  'test/e2e/privacy/privacy.test.ts',
  'test/crash/crash.test.ts',
  'test/demo/page/outage.test.ts',
  'test/demo/page/follow-up.test.ts',
  'test/e2e/stop.test.ts',
  'test/verify/verify.test.ts',
  'test/e2e/revox-misbehaves.test.ts',
  'test/bench/smoke.test.ts',
  'test/demo/demo.test.ts',
  'test/backup/copy-nightly.test.ts',
  'test/bundle.test.ts',
  'test/outbox/deliver-killed.test.ts',
  'test/outbox/paced-news.test.ts',
  'test/slack/door/admission.test.ts',
  'test/e2e/nightly-copy.test.ts',
  'test/slack/others-words.test.ts',
  'test/deploy/image.test.ts',
  'test/e2e/proxy.test.ts',
  'test/calls/incidents/simulated.test.ts',
  'test/e2e/month/week.test.ts',
  'test/e2e/month/week-defaults.test.ts',
  'test/configuration/file.test.ts',
  'test/sync/plan.test.ts',
  'test/process/hang-watch.test.ts',
  'test/exports/export.test.ts',
  'test/slack/door/authority.test.ts',
  'test/npm-scripts.test.ts',
  'test/demo/gallery/gallery.test.ts',
  'test/doctor.test.ts',
  'test/backup/back-up.test.ts',
  'test/e2e/long-history.test.ts',
  'test/e2e/clock-steps.test.ts',
];

export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    return others.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = longFiles.findIndex((name) => moduleId.endsWith(`/${name}`));
  return place === -1 ? longFiles.length : place;
}
