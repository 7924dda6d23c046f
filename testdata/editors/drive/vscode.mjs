// Drives a client with the libraries of VS Code through the steps of the test: see editors_test.go.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../vscode/", import.meta.url));
const rpc = require("vscode-jsonrpc/node");
const lsp = require("vscode-languageserver-protocol");

const { FILE, OUT, SERVER, SETTINGS } = process.env;
const uri = pathToFileURL(FILE).href;
const root = pathToFileURL(dirname(dirname(FILE))).href;
const [command, ...args] = JSON.parse(SERVER);
const server = spawn(command, args, { cwd: dirname(dirname(FILE)), stdio: ["pipe", "pipe", "inherit"] });
const connection = rpc.createMessageConnection(
  new rpc.StreamMessageReader(server.stdout),
  new rpc.StreamMessageWriter(server.stdin),
);

let version = 1;
let text = readFileSync(FILE, "utf8");
let published = { version: 0, diagnostics: [] };
const settings = JSON.parse(SETTINGS);
connection.onNotification(lsp.PublishDiagnosticsNotification.type, (params) => {
  if (params.uri === uri) published = params;
});
connection.onRequest(lsp.ConfigurationRequest.type, (params) => params.items.map(() => settings));
connection.onRequest(lsp.RegistrationRequest.type, () => {});
connection.onRequest(lsp.WorkDoneProgressCreateRequest.type, () => {});
connection.listen();

const found = () =>
  published.diagnostics
    .filter((d) => d.source === "spawnloop" || d.source === "inflight")
    .map((d) => `${d.range.start.line + 1} ${d.message}`);

async function step(name, count) {
  const end = Date.now() + 90_000;
  while (Date.now() < end && !(published.version === version && found().length === count)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  appendFileSync(OUT, `${name}: ${found().join("; ")}\n`);
  if (found().length !== count) process.exit(1);
}

async function edit(next) {
  text = next;
  version++;
  await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
    textDocument: { uri, version },
    contentChanges: [{ text }],
  });
}

function apply(edits) {
  const lines = text.split("\n");
  const offset = (p) => lines.slice(0, p.line).reduce((n, line) => n + line.length + 1, 0) + p.character;
  const sorted = edits.map((e, i) => ({ ...e, i, at: offset(e.range.start), end: offset(e.range.end) }));
  sorted.sort((a, b) => b.at - a.at || b.i - a.i);
  let result = text;
  for (const e of sorted) result = result.slice(0, e.at) + e.newText + result.slice(e.end);
  return result;
}

await connection.sendRequest(lsp.InitializeRequest.type, {
  processId: process.pid,
  rootUri: root,
  workspaceFolders: [{ uri: root, name: "fixture" }],
  initializationOptions: settings,
  capabilities: {
    workspace: { configuration: true, workspaceEdit: { documentChanges: true } },
    window: { workDoneProgress: true },
    textDocument: {
      publishDiagnostics: { versionSupport: true, dataSupport: true, codeDescriptionSupport: true },
      codeAction: {
        codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } },
        dataSupport: true,
        resolveSupport: { properties: ["edit"] },
      },
    },
  },
});
await connection.sendNotification(lsp.InitializedNotification.type, {});
await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
  textDocument: { uri, languageId: "go", version, text },
});
const original = text;
await step("opened", 2);
await edit(text.replace("\tlib.Fetch(url)", "\tvisit(url); _ = lib.Fetch"));
await step("edited", 1);
await edit(original);
await step("restored", 2);
const diagnostic = published.diagnostics.find((d) => d.range.start.line === 13 && /per element/.test(d.message));
const actions = await connection.sendRequest(lsp.CodeActionRequest.type, {
  textDocument: { uri },
  range: diagnostic.range,
  context: { diagnostics: [diagnostic], only: ["quickfix"] },
});
let action = actions.find((a) => a.title.includes("at most"));
if (!action.edit) action = await connection.sendRequest(lsp.CodeActionResolveRequest.type, action);
const edits = action.edit.changes?.[uri] ?? action.edit.documentChanges.flatMap((c) => c.edits);
await edit(apply(edits));
await step("fixed", 1);
writeFileSync(FILE, text);
await connection.sendRequest(lsp.ShutdownRequest.type);
await connection.sendNotification(lsp.ExitNotification.type);
await new Promise((resolve) => server.on("exit", resolve));
connection.dispose();
