/** Computers for tests: os-release files as their makers ship them. */
import type { InstallSystem } from './model'
import { releaseFields } from './os-release'

/** https://www.freedesktop.org/software/systemd/man/os-release.html, and each distribution's own package for it. */
const releases = {
  debian12:
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION="12 (bookworm)"\nVERSION_CODENAME=bookworm\nID=debian\n',
  debian13: 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nVERSION_ID="13"\nVERSION_CODENAME=trixie\nID=debian\n',
  ubuntu2404:
    'PRETTY_NAME="Ubuntu 24.04.1 LTS"\nVERSION_ID="24.04"\nVERSION_CODENAME=noble\nID=ubuntu\nID_LIKE=debian\nUBUNTU_CODENAME=noble\n',
  mint22: 'ID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_ID="22"\nVERSION_CODENAME=wilma\nUBUNTU_CODENAME=noble\n',
  lmde6: 'ID=linuxmint\nID_LIKE=debian\nVERSION_ID="6"\nVERSION_CODENAME=faye\nDEBIAN_CODENAME=bookworm\n',
  kali: 'PRETTY_NAME="Kali GNU/Linux Rolling"\nID=kali\nID_LIKE=debian\nVERSION_ID="2024.3"\nVERSION_CODENAME=kali-rolling\n',
  raspbian12: 'ID=raspbian\nID_LIKE=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n',
  fedora40: 'ID=fedora\nVERSION_ID=40\nVERSION_CODENAME=""\nPRETTY_NAME="Fedora Linux 40 (Workstation Edition)"\n',
  fedora42: 'ID=fedora\nVERSION_ID=42\nVERSION_CODENAME=""\n',
  rhel9: 'ID="rhel"\nID_LIKE="fedora"\nVERSION_ID="9.4"\n',
  rocky9: 'ID="rocky"\nID_LIKE="rhel centos fedora"\nVERSION_ID="9.4"\n',
  alma9: 'ID="almalinux"\nID_LIKE="rhel centos fedora"\nVERSION_ID="9.4"\n',
  centos7: 'ID="centos"\nID_LIKE="rhel fedora"\nVERSION_ID="7"\n',
  amazon2023: 'ID="amzn"\nID_LIKE="fedora"\nVERSION_ID="2023"\n',
  leap15: 'ID="opensuse-leap"\nID_LIKE="suse opensuse"\nVERSION_ID="15.6"\n',
  sles15: 'ID="sles"\nID_LIKE="suse"\nVERSION_ID="15.6"\n',
  arch: 'ID=arch\nPRETTY_NAME="Arch Linux"\n',
  alpine: 'ID=alpine\nVERSION_ID=3.20.3\n',
  void: 'ID="void"\nPRETTY_NAME="Void Linux"\n'
} as const
export type ReleaseName = keyof typeof releases

const plain: InstallSystem = {
  platform: 'linux',
  arch: 'x64',
  ...releaseFields(''),
  init: 'systemd',
  programs: [],
  conflicts: [],
  olderRepositories: [],
  user: 'ada',
  isRoot: false,
  downloads: '/home/ada/Downloads',
  server: false,
  daemonJson: '',
  hasData: false
}

const init: Partial<Record<ReleaseName, InstallSystem['init']>> = { alpine: 'openrc', void: 'none' }
const programs: Partial<Record<ReleaseName, string[]>> = {
  fedora40: ['dnf', 'yum'],
  fedora42: ['dnf', 'dnf5'],
  rhel9: ['dnf', 'yum'],
  rocky9: ['dnf', 'yum'],
  alma9: ['dnf', 'yum'],
  centos7: ['yum'],
  amazon2023: ['dnf', 'yum']
}

export const linux = (name: ReleaseName, other: Partial<InstallSystem> = {}): InstallSystem => ({
  ...plain,
  ...releaseFields(releases[name]),
  init: init[name] ?? 'systemd',
  programs: programs[name] ?? [],
  ...other
})
export const linuxNames = Object.keys(releases) as ReleaseName[]

export const windows = (other: Partial<InstallSystem> = {}): InstallSystem => ({
  ...plain,
  platform: 'win32',
  init: 'none',
  downloads: 'C:\\Users\\Ada Lovelace\\Downloads',
  programs: ['winget'],
  ...other
})
export const mac = (other: Partial<InstallSystem> = {}): InstallSystem => ({
  ...plain,
  platform: 'darwin',
  arch: 'arm64',
  init: 'none',
  downloads: '/Users/ada/Downloads',
  programs: ['brew'],
  ...other
})
