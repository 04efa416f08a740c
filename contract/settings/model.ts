/** What a person has set, in one versioned file. Every field has a default: a broken one costs only itself. */
import * as v from 'valibot'

export const settingsVersion = 1

const Bounds = v.object({
  x: v.optional(v.number()),
  y: v.optional(v.number()),
  width: v.number(),
  height: v.number(),
  maximized: v.boolean()
})

/** How a person has set up one table. */
export const TableSettings = v.object({
  hidden: v.array(v.string()),
  widths: v.record(v.string(), v.number()),
  sort: v.optional(v.object({ column: v.string(), descending: v.boolean() })),
  /** What its rows are grouped by; absent: nothing. */
  group: v.optional(v.string())
})
export type TableSettings = v.InferOutput<typeof TableSettings>

export const Settings = v.object({
  theme: v.picklist(['system', 'dark', 'light']),
  language: v.picklist(['system', 'en', 'fr']),
  /** The connection last shown. */
  connection: v.optional(v.string()),
  window: Bounds,
  /** Widths and columns of each table, by its name. */
  tables: v.record(v.string(), TableSettings),
  sidebarCollapsed: v.boolean(),
  drawerOpen: v.boolean(),
  /** Base address of Docker Hub's HTTP API. */
  hubUrl: v.pipe(v.string(), v.url(), v.regex(/^https?:/)),
  /** What stands between this computer and Docker Hub, registries and pictures; the engine has one of its own. */
  proxy: v.picklist(['environment', 'none', 'custom']),
  /** For `custom`: `http://proxy.example:3128`; empty: none yet. */
  proxyUrl: v.union([v.literal(''), v.pipe(v.string(), v.url(), v.regex(/^https?:\/\//i))]),
  /** The shell that copied commands are quoted for. */
  shell: v.picklist(['system', 'posix', 'powershell', 'cmd']),
  /** Terminals are read out as they write. */
  terminalReadOut: v.boolean(),
  /** No engine has answered on this computer yet, and the guide to a first one was not skipped. */
  firstRun: v.boolean()
})
export type Settings = Readonly<v.InferOutput<typeof Settings>>

export const defaultSettings: Settings = {
  theme: 'system',
  language: 'system',
  window: { width: 1280, height: 800, maximized: false },
  tables: {},
  sidebarCollapsed: false,
  drawerOpen: false,
  hubUrl: 'https://hub.docker.com',
  proxy: 'environment',
  proxyUrl: '',
  shell: 'system',
  terminalReadOut: false,
  firstRun: true
}

/** Settings from anything at all: a field that is missing or broken takes its default, and costs no other. */
export function readSettings(raw: unknown): Settings {
  const fields = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {}
  const read = Object.entries(Settings.entries).map(([name, schema]) => {
    const parsed = v.safeParse(schema, fields[name])
    return [name, parsed.success ? parsed.output : defaultSettings[name as keyof Settings]] as const
  })
  return Object.fromEntries(read) as unknown as Settings
}
