/**
 * Makes JSON Schema of the declarations that a package publishes: interfaces, types of objects, lists, unions of texts and
 * names of other types. A field without `?` is required, and one that is not declared is refused.
 */
export type Schema = Record<string, unknown>;

interface Declaration {
  body: string;
  extended: string[];
}

export type Declarations = ReadonlyMap<string, Declaration>;

/** By every name under which a type is exported. */
export function declarationsIn(files: readonly string[]): Declarations {
  const all = new Map<string, Declaration>();
  for (const file of files) {
    const text = file.replaceAll(/\/\*[\s\S]*?\*\//g, '');
    const own = new Map([...interfacesIn(text), ...typesIn(text)]);
    for (const [name, declaration] of own) all.set(name, declaration);
    for (const [, name = '', alias = ''] of text.matchAll(/\b(\w+) as (\w+)\b/g)) {
      const declaration = own.get(name);
      if (declaration !== undefined && !own.has(alias)) all.set(alias, declaration);
    }
  }
  return all;
}

function* interfacesIn(text: string): Generator<[string, Declaration]> {
  for (const [head, name = '', extended = ''] of text.matchAll(
    /export interface (\w+)(?: extends ([^{]+))? \{/g,
  )) {
    const from = text.indexOf(head) + head.length - 1;
    yield [name, { body: text.slice(from, text.indexOf('\n}', from) + 2), extended: namesIn(extended) }];
  }
}

function* typesIn(text: string): Generator<[string, Declaration]> {
  for (const [, name = '', body = ''] of text.matchAll(/^(?:export )?type (\w+) = ([\s\S]*?);$(?!\n[ }])/gm))
    yield [name, { body, extended: [] }];
}

const namesIn = (list: string) =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'TypeMeta');

/** What the roots need, under the names that `named` gives. */
export function schemasOf(
  roots: readonly string[],
  declarations: Declarations,
  named: (name: string) => string,
): Record<string, Schema> {
  const made: Record<string, Schema> = {};
  const waiting = [...roots];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (made[named(name)] !== undefined) continue;
    const reader = new Reader((reference) => {
      waiting.push(reference);
      return { $ref: `#/definitions/${named(reference)}` };
    });
    made[named(name)] = withInherited(name, declarations, reader);
  }
  return Object.fromEntries(Object.entries(made).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function withInherited(name: string, declarations: Declarations, reader: Reader): Schema {
  const declaration = declarations.get(name);
  if (declaration === undefined) throw new Error(`no package declares ${name}`);
  const inherited = declaration.extended.map((base) => withInherited(base, declarations, reader));
  const own = reader.read(declaration.body);
  if (inherited.length === 0) return own;
  const all = [...inherited, own] as { properties?: object; required?: string[] }[];
  const required = [...new Set(all.flatMap((it) => it.required ?? []))];
  const properties = Object.assign({}, ...all.map((it) => it.properties ?? {}));
  return {
    type: 'object',
    properties,
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

/** Reads one type, by recursive descent. */
class Reader {
  private tokens: string[] = [];
  private readonly refer: (name: string) => Schema;

  constructor(refer: (name: string) => Schema) {
    this.refer = refer;
  }

  read(text: string): Schema {
    this.tokens = text.match(/"(?:[^"\\]|\\.)*"|\w+|[^\s\w]/g) ?? [];
    const schema = this.union();
    if (this.tokens.length > 0) throw new Error(`cannot read ${this.tokens.slice(0, 8).join(' ')}`);
    return schema;
  }

  private union(): Schema {
    if (this.tokens[0] === '|') this.tokens.shift();
    const choices = [this.list()];
    while (this.tokens[0] === '|') {
      this.tokens.shift();
      choices.push(this.list());
    }
    return oneOf(choices);
  }

  private list(): Schema {
    let schema = this.single();
    while (this.tokens[0] === '[') {
      this.take('[', ']');
      schema = { type: 'array', items: schema };
    }
    return schema;
  }

  private single(): Schema {
    const token = this.tokens.shift() ?? '';
    if (token === '{') return this.object();
    if (token.startsWith('"')) return { enum: [JSON.parse(token)] };
    if (['string', 'number', 'boolean', 'null'].includes(token)) return { type: token };
    if (['unknown', 'any', 'object'].includes(token)) return {};
    if (token === 'Array') return { type: 'array', items: this.arguments().at(-1) };
    if (token === 'Record') return { type: 'object', additionalProperties: this.arguments().at(-1) };
    if (token === 'never') return { not: {} };
    return this.refer(token);
  }

  private arguments(): Schema[] {
    this.take('<');
    const all = [this.union()];
    while (this.tokens[0] === ',') {
      this.take(',');
      all.push(this.union());
    }
    this.take('>');
    return all;
  }

  private object(): Schema {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    let additionalProperties: Schema | false = false;
    while (this.tokens[0] !== '}') {
      const key = this.tokens.shift() ?? '';
      if (key === '[') {
        this.take('key', ':', 'string', ']', ':');
        additionalProperties = this.union();
      } else {
        const name = key.startsWith('"') ? JSON.parse(key) : key;
        if (this.tokens[0] === '?') this.take('?');
        else required.push(name);
        this.take(':');
        properties[name] = this.union();
      }
      this.take(';');
    }
    this.take('}');
    const isMap = additionalProperties !== false && Object.keys(properties).length === 0;
    return {
      type: 'object',
      ...(!isMap && { properties }),
      ...(required.length > 0 && { required }),
      additionalProperties,
    };
  }

  private take(...wanted: string[]): void {
    for (const token of wanted) {
      const found = this.tokens.shift();
      if (found !== token) throw new Error(`expected ${token}, found ${found}`);
    }
  }
}

function oneOf(choices: Schema[]): Schema {
  const [first = {}] = choices;
  if (choices.length === 1) return first;
  if (choices.every((it) => Array.isArray(it.enum))) return { enum: choices.flatMap((it) => it.enum) };
  return { anyOf: choices };
}
