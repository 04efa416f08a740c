/** The colours of a text by its name: each language loads when a file of it is first edited. */
import type { StreamParser } from '@codemirror/language'
import type { Extension } from '@codemirror/state'

type Load = () => Promise<StreamParser<unknown>>

const json: Load = async () => (await import('@codemirror/legacy-modes/mode/javascript')).json as StreamParser<unknown>
const javascript: Load = async () =>
  (await import('@codemirror/legacy-modes/mode/javascript')).javascript as StreamParser<unknown>
const typescript: Load = async () =>
  (await import('@codemirror/legacy-modes/mode/javascript')).typescript as StreamParser<unknown>
const yaml: Load = async () => (await import('@codemirror/legacy-modes/mode/yaml')).yaml as StreamParser<unknown>
const shell: Load = async () => (await import('@codemirror/legacy-modes/mode/shell')).shell as StreamParser<unknown>
const toml: Load = async () => (await import('@codemirror/legacy-modes/mode/toml')).toml as StreamParser<unknown>
const properties: Load = async () =>
  (await import('@codemirror/legacy-modes/mode/properties')).properties as StreamParser<unknown>
const xml: Load = async () => (await import('@codemirror/legacy-modes/mode/xml')).xml as StreamParser<unknown>
const html: Load = async () => (await import('@codemirror/legacy-modes/mode/xml')).html as StreamParser<unknown>
const css: Load = async () => (await import('@codemirror/legacy-modes/mode/css')).css as StreamParser<unknown>
const sql: Load = async () => (await import('@codemirror/legacy-modes/mode/sql')).standardSQL as StreamParser<unknown>
const python: Load = async () => (await import('@codemirror/legacy-modes/mode/python')).python as StreamParser<unknown>
const nginx: Load = async () => (await import('@codemirror/legacy-modes/mode/nginx')).nginx as StreamParser<unknown>

const byEnding: Readonly<Record<string, Load>> = {
  json,
  js: javascript,
  mjs: javascript,
  ts: typescript,
  yaml,
  yml: yaml,
  sh: shell,
  bash: shell,
  profile: shell,
  toml,
  ini: properties,
  conf: nginx,
  cnf: properties,
  properties,
  env: properties,
  xml,
  svg: xml,
  html,
  htm: html,
  css,
  sql,
  py: python
}

/** `config/app.JSON` is JSON; nothing for a name that says nothing. */
export async function languageOf(name: string): Promise<readonly Extension[]> {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const load = Object.hasOwn(byEnding, ending) ? byEnding[ending] : undefined
  if (load === undefined) return []
  const [{ StreamLanguage }, parser] = await Promise.all([import('@codemirror/language'), load()])
  return [StreamLanguage.define(parser)]
}
