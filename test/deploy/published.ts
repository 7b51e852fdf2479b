import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';

/** What the published schemas say of a file: nothing, or a line for each field that they refuse. */
export function refusalsOfHeroku(file: unknown): string[] {
  return refusals(compiled('heroku'), file);
}

export function refusalsOfRailway(file: unknown): string[] {
  return refusals(compiled('railway'), file);
}

export function refusalsOfKubernetes(object: { kind: string }): string[] {
  const schema = published('kubernetes');
  const known = (schema.oneOf as { $ref: string }[]).find(({ $ref }) => $ref.endsWith(`V1${object.kind}`));
  if (known === undefined) return [`no schema of ${object.kind} is kept here`];
  return refusals(compiled('kubernetes', { $ref: known.$ref, definitions: schema.definitions }), object);
}

/** As `helm install` says of values: the field, and what it must be. */
export function refusals(check: ValidateFunction, value: unknown): string[] {
  if (check(value)) return [];
  return (check.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, params.additionalProperty, params.allowedValues?.join(', ')]
      .filter((part) => part !== undefined && part !== '')
      .join(' '),
  );
}

export function check(schema: AnySchemaObject): ValidateFunction {
  return new Ajv({ allErrors: true, validateFormats: false, allowUnionTypes: true }).compile(schema);
}

const kept = new Map<string, ValidateFunction>();

function compiled(name: string, schema: AnySchemaObject = published(name)): ValidateFunction {
  const key = `${name} ${schema.$ref ?? ''}`;
  const known = kept.get(key) ?? check(schema);
  kept.set(key, known);
  return known;
}

function published(name: string): AnySchemaObject {
  return JSON.parse(readFileSync(join(import.meta.dirname, `published/${name}.json`), 'utf8'));
}
