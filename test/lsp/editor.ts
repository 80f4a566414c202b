/**
 * Acts as an editor without a screen: opens YAML files in yaml-language-server over its standard streams, as VS Code and vim
 * do, and answers what it would complete and underline. The store of public schemas is off, so that it needs no network.
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const SERVER = require.resolve("yaml-language-server/bin/yaml-language-server");

/** The settings that the server asks for in `workspace/configuration`. */
const SETTINGS: Readonly<Record<string, unknown>> = {
  yaml: {
    validate: true,
    completion: true,
    schemaStore: { enable: false },
    kubernetesCRDStore: { enable: false },
  },
};

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

interface Diagnostic {
  readonly message: string;
  readonly range: { readonly start: Position };
}

/** From 0, as in the protocol. */
interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Editor {
  /** `line:column: message` of everything underlined, in order. */
  complaints(text: string): Promise<readonly string[]>;
  /** The completions at `|` in the text, sorted. */
  offers(text: string): Promise<readonly string[]>;
  close(): void;
}

export async function openEditor(folder: string): Promise<Editor> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const server = spawn(process.execPath, [SERVER, "--stdio"], { env, stdio: ["pipe", "pipe", "ignore"] });
  const answers = new Map<number, (result: unknown) => void>();
  const reports = new Map<string, (found: readonly Diagnostic[]) => void>();
  let count = 0;

  const send = (message: Message) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const ask = (method: string, params: unknown) =>
    new Promise<unknown>((resolve) => {
      count += 1;
      answers.set(count, resolve);
      send({ id: count, method, params });
    });

  server.stdout.on(
    "data",
    messages((message) => {
      const { id, method, params, result } = message;
      if (method === "textDocument/publishDiagnostics" && isReport(params))
        reports.get(params.uri)?.(params.diagnostics);
      else if (method === "workspace/configuration" && id !== undefined && isQuestion(params)) {
        send({ id, result: params.items.map(({ section }) => SETTINGS[section] ?? null) });
      } else if (method !== undefined && id !== undefined) send({ id, result: null });
      else if (id !== undefined) answers.get(id)?.(result);
    }),
  );

  const rootUri = pathToFileURL(folder).href;
  await ask("initialize", {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: "repository" }],
    capabilities: { workspace: { configuration: true }, textDocument: { publishDiagnostics: {} } },
  });
  send({ method: "initialized", params: {} });

  /**
   * Opens a text as a new file in the folder and waits for its diagnostics, by when the schema is loaded. Always a new file,
   * because the server sends empty diagnostics when one is closed, which would look like an answer.
   */
  const open = async (text: string) => {
    const uri = pathToFileURL(join(folder, `roster-${reports.size + 1}.yaml`)).href;
    const found = await new Promise<readonly Diagnostic[]>((resolve) => {
      reports.set(uri, resolve);
      send({
        method: "textDocument/didOpen",
        params: { textDocument: { uri, languageId: "yaml", version: 1, text } },
      });
    });
    return { uri, found };
  };

  return {
    async complaints(text) {
      const { found } = await open(text);
      return found.map(
        ({ message, range: { start } }) => `${start.line + 1}:${start.character + 1}: ${message}`,
      );
    },
    async offers(text) {
      const before = text.slice(0, text.indexOf("|")).split("\n");
      const position: Position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
      const { uri } = await open(text.replace("|", ""));
      return labelsOf(await ask("textDocument/completion", { textDocument: { uri }, position })).toSorted();
    },
    close() {
      server.kill();
    },
  };
}

/** Splits the incoming bytes into messages. */
function messages(take: (message: Message) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const end = rest.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/.exec(rest.subarray(0, Math.max(end, 0)).toString())?.[1]);
      if (end < 0 || rest.length < end + 4 + length) return;
      take(JSON.parse(rest.subarray(end + 4, end + 4 + length).toString()));
      rest = rest.subarray(end + 4 + length);
    }
  };
}

function isReport(
  value: unknown,
): value is { readonly uri: string; readonly diagnostics: readonly Diagnostic[] } {
  return typeof value === "object" && value !== null && "uri" in value && "diagnostics" in value;
}

function isQuestion(value: unknown): value is { readonly items: readonly { readonly section: string }[] } {
  return typeof value === "object" && value !== null && "items" in value;
}

function labelsOf(value: unknown): readonly string[] {
  const items = typeof value === "object" && value !== null && "items" in value ? value.items : value;
  if (!Array.isArray(items)) return [];
  return items.map((item: { readonly label: string }) => item.label);
}
