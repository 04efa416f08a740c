/** What a person writes where, so that an engine trusts a registry: by its authority, or blindly. */

/** Where the engine runs, as far as its settings' place differs. */
export const systems = ['linux', 'rootless', 'mac', 'windows-desktop', 'windows'] as const
export type System = (typeof systems)[number]

export interface Recipe {
  /** The engine's settings, and what stands there. */
  readonly daemonFile: string
  readonly daemonText: string
  /** Makes the engine read them; absent where a person does it in a window. */
  readonly restart: string | undefined
  /** Where the authority's certificate belongs, as `ca.crt`. */
  readonly folder: string
  /** Puts a `ca.crt` of the present folder there. */
  readonly install: string
  /** Makes the engine's whole machine believe it, and restarts the engine, which reads its authorities once. */
  readonly everywhere: string
}

/** Debian and Ubuntu; Fedora and its kin have /etc/pki/ca-trust/source/anchors and `update-ca-trust`. */
const debian = 'sudo cp ca.crt /usr/local/share/ca-certificates/\nsudo update-ca-certificates'
const daemonText = (registry: string): string => JSON.stringify({ 'insecure-registries': [registry] }, null, 2)

export function recipeOf(system: System, registry: string): Recipe {
  const common = { daemonText: daemonText(registry) }
  // No colon can stand in a file's name there.
  const name = system.startsWith('windows') ? registry.replaceAll(':', '') : registry
  switch (system) {
    case 'linux': {
      const folder = `/etc/docker/certs.d/${name}`
      return {
        ...common,
        daemonFile: '/etc/docker/daemon.json',
        restart: 'sudo systemctl reload docker',
        folder,
        install: `sudo mkdir -p '${folder}'\nsudo cp ca.crt '${folder}/ca.crt'`,
        everywhere: `${debian}\nsudo systemctl restart docker`
      }
    }
    case 'rootless': {
      const folder = `~/.config/docker/certs.d/${name}`
      return {
        ...common,
        daemonFile: '~/.config/docker/daemon.json',
        restart: 'systemctl --user reload docker',
        folder,
        install: `mkdir -p ${folder.replace(name, `'${name}'`)}\ncp ca.crt ${folder.replace(name, `'${name}'`)}/ca.crt`,
        everywhere: `${debian}\nsystemctl --user restart docker`
      }
    }
    case 'mac': {
      const folder = `~/.docker/certs.d/${name}`
      return {
        ...common,
        daemonFile: '~/.docker/daemon.json',
        restart: undefined,
        folder,
        install: `mkdir -p ${folder.replace(name, `'${name}'`)}\ncp ca.crt ${folder.replace(name, `'${name}'`)}/ca.crt`,
        everywhere: 'sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain ca.crt'
      }
    }
    case 'windows-desktop': {
      const folder = `%USERPROFILE%\\.docker\\certs.d\\${name}`
      return {
        ...common,
        daemonFile: '%USERPROFILE%\\.docker\\daemon.json',
        restart: undefined,
        folder,
        install: `mkdir "${folder}"\ncopy ca.crt "${folder}\\ca.crt"`,
        everywhere: 'certutil -addstore -f ROOT ca.crt'
      }
    }
    case 'windows': {
      const folder = `C:\\ProgramData\\docker\\certs.d\\${name}`
      return {
        ...common,
        daemonFile: 'C:\\ProgramData\\docker\\config\\daemon.json',
        restart: 'Restart-Service docker',
        folder,
        install: `mkdir "${folder}"\ncopy ca.crt "${folder}\\ca.crt"`,
        everywhere: 'certutil -addstore -f ROOT ca.crt\nRestart-Service docker'
      }
    }
  }
}

export interface Seen {
  readonly desktop: boolean
  readonly rootless: boolean
  readonly engineOs: string
}

/** The engine that the window shows, as well as it can be told; `mac` is whether this computer is one. */
export function systemOf({ desktop, rootless, engineOs }: Seen, platform: 'mac' | 'windows' | 'linux'): System {
  if (engineOs === 'windows') return 'windows'
  if (desktop && platform === 'windows') return 'windows-desktop'
  if (desktop) return 'mac'
  return rootless ? 'rootless' : 'linux'
}
