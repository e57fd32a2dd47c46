import { dirname, join } from 'node:path';
import { readSources, type SourceFile } from './read-imports.ts';

/** A statement at the top of a file: `lib/store/user.ts#addUser`. */
type Name = string;

/**
 * What every function of the house may call, read from its text: a name in the body of one is a name of
 * its file or of what the file imports. It may find more than is called, never less.
 */
export class CallGraph {
  readonly #texts = new Map<Name, string>();
  readonly #imports = new Map<string, Map<string, Name>>();
  readonly files: readonly SourceFile[];

  constructor(root: string) {
    this.files = readSources(root);
    for (const { path, text } of this.files) {
      this.#imports.set(path, importedNames(path, text));
      for (const [name, statement] of statements(text)) {
        const known = this.#texts.get(`${path}#${name}`) ?? '';
        this.#texts.set(`${path}#${name}`, known + statement);
      }
    }
  }

  /** The names that a piece of a file's text says, where they stand for something of the house. */
  namesIn(path: string, text: string): Name[] {
    const said = new Set([...text.matchAll(/(?<![.\w'`/])[A-Za-z_]\w*/g)].map(([word]) => word));
    const imports = this.#imports.get(path);
    return [...said]
      .map((word) => imports?.get(word) ?? `${path}#${word}`)
      .filter((name) => this.#texts.has(name));
  }

  /** The statements that a name leads to, itself among them, whose text is of a kind. */
  reach(from: Name, isMeant: (text: string, name: Name) => boolean): Name[] {
    const seen = new Set<Name>();
    const open = [from];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (seen.has(name)) continue;
      seen.add(name);
      const [path = ''] = name.split('#');
      open.push(...this.namesIn(path, this.#texts.get(name) ?? ''));
    }
    return [...seen].filter((name) => isMeant(this.#texts.get(name) ?? '', name));
  }
}

/** Biome begins each statement of a file at the margin, and its other lines further in. */
function statements(text: string): [string, string][] {
  const parts = text.split(/\n(?=[a-z@/])/);
  return parts.flatMap((part): [string, string][] => {
    const [, several] = /^export const \{([^}]*)\} = /.exec(part) ?? [];
    if (several) return several.split(',').map((name) => [name.trim(), part]);
    const named = /^(?:export )?(?:default )?(?:async )?(?:function\*?|const|let|class) (\w+)/.exec(
      part,
    );
    return named?.[1] ? [[named[1], part]] : [];
  });
}

function importedNames(path: string, text: string): Map<string, Name> {
  const found = new Map<string, Name>();
  for (const [, names = '', from = ''] of text.matchAll(IMPORT)) {
    const file = fileOf(path, from);
    for (const part of names.split(',')) {
      const [name = '', as = name] = part
        .replace(/\btype\b/, '')
        .trim()
        .split(/\s+as\s+/);
      if (name !== '') found.set(as, `${file}#${name}`);
    }
  }
  return found;
}

const IMPORT = /import\s+\{([^}]*)\}\s+from\s+'([^']+)'/g;

function fileOf(path: string, specifier: string) {
  if (specifier.startsWith('.')) return join(dirname(path), specifier);
  const [, folder = '', rest = ''] = /^#(\w+)\/(.*)$/.exec(specifier) ?? [];
  return `${folder}/${rest}.${folder === 'app' ? 'tsx' : 'ts'}`;
}
