/** What engines and systems say, as it was recorded or documented; the source stands beside each. With what follows from it. */
import type { BackendFacts, EngineFacts } from './backend'
import type { Backend } from './model'

const engine = (facts: Partial<EngineFacts>): EngineFacts => ({
  name: 'computer',
  operatingSystem: 'Debian GNU/Linux 12 (bookworm)',
  kernel: '6.1.0-18-amd64',
  osType: 'linux',
  architecture: 'x86_64',
  labels: [],
  platform: 'Docker Engine - Community',
  components: ['Engine', 'containerd', 'runc', 'docker-init'],
  ...facts
})

// docker/for-mac issue reports and docker/docs: `docker info` of Docker Desktop, 3.x to 4.4x.
const desktop = engine({
  name: 'docker-desktop',
  operatingSystem: 'Docker Desktop',
  kernel: '6.10.14-linuxkit',
  architecture: 'aarch64',
  platform: 'Docker Desktop 4.40.0 (187762)',
  labels: ['com.docker.desktop.address=unix:///Users/ada/Library/Containers/com.docker.docker/Data/docker-cli.sock']
})
const desktopWsl = engine({ ...desktop, architecture: 'x86_64', kernel: '5.15.153.1-microsoft-standard-WSL2' })

type Told = readonly [Backend['product'], Backend['virtualization'], Backend['certainty']]
/** A name, what is known, and what follows. */
export const rows: ReadonlyArray<readonly [string, BackendFacts, Told]> = [
  [
    'Docker Desktop on Windows, WSL 2',
    { system: 'win32', local: true, engine: desktopWsl },
    ['docker-desktop', 'wsl2', 'certain']
  ],
  [
    'Docker Desktop on Windows, Hyper-V',
    {
      system: 'win32',
      local: true,
      engine: { ...desktop, architecture: 'x86_64' },
      desktop: { wslEngineEnabled: false }
    },
    ['docker-desktop', 'hyper-v', 'certain']
  ],
  [
    'Docker Desktop on Windows, whose kernel says otherwise than its product’s usual way',
    {
      system: 'win32',
      local: true,
      engine: { ...desktop, architecture: 'x86_64' },
      serving: { product: 'docker-desktop', name: 'docker-desktop', virtualization: 'wsl2' }
    },
    ['docker-desktop', 'hyper-v', 'certain']
  ],
  [
    'Docker Desktop on Windows that is off',
    {
      system: 'win32',
      local: true,
      serving: { product: 'docker-desktop', name: 'docker-desktop', virtualization: 'wsl2' }
    },
    ['docker-desktop', 'wsl2', 'certain']
  ],
  [
    'Docker Desktop on Apple silicon, as it comes',
    { system: 'darwin', local: true, engine: desktop, desktop: {} },
    ['docker-desktop', 'virtualization-framework', 'likely']
  ],
  [
    'Docker Desktop on a Mac, Virtualization framework chosen',
    {
      system: 'darwin',
      local: true,
      engine: desktop,
      desktop: { useVirtualizationFramework: true, useLibkrun: false }
    },
    ['docker-desktop', 'virtualization-framework', 'certain']
  ],
  [
    'Docker Desktop on a Mac, Docker VMM',
    { system: 'darwin', local: true, engine: desktop, desktop: { useLibkrun: true } },
    ['docker-desktop', 'docker-vmm', 'certain']
  ],
  [
    'Docker Desktop on an Intel Mac, HyperKit',
    {
      system: 'darwin',
      local: true,
      engine: { ...desktop, architecture: 'x86_64', kernel: '5.10.25-linuxkit', platform: '' },
      desktop: { useVirtualizationFramework: false }
    },
    ['docker-desktop', 'hyperkit', 'likely']
  ],
  [
    'Docker Desktop on Apple silicon, the framework off: QEMU or its own',
    { system: 'darwin', local: true, engine: desktop, desktop: { useVirtualizationFramework: false } },
    ['docker-desktop', 'unknown', 'certain']
  ],
  [
    'Docker Desktop on Linux',
    { system: 'linux', local: true, engine: { ...desktop, architecture: 'x86_64' } },
    ['docker-desktop', 'kvm', 'certain']
  ],
  // orbstack/orbstack issue reports: `docker info`.
  [
    'OrbStack',
    {
      system: 'darwin',
      local: true,
      engine: engine({ name: 'orbstack', operatingSystem: 'OrbStack', kernel: '6.11.4-orbstack-00279-g7ee9d8c9e5e7' })
    },
    ['orbstack', 'virtualization-framework', 'likely']
  ],
  // abiosoft/colima issue reports: the host is named after the profile.
  [
    'Colima, by its name alone',
    {
      system: 'darwin',
      local: true,
      engine: engine({ name: 'colima', operatingSystem: 'Ubuntu 24.04 LTS', kernel: '6.8.0-31-generic' })
    },
    ['colima', 'unknown', 'likely']
  ],
  [
    'Colima, confirmed by itself',
    {
      system: 'darwin',
      local: true,
      engine: engine({ name: 'colima-work', operatingSystem: 'Ubuntu 24.04 LTS' }),
      serving: { product: 'colima', name: 'work', virtualization: 'virtualization-framework' }
    },
    ['colima', 'virtualization-framework', 'certain']
  ],
  [
    'Colima that is stopped: only itself can tell',
    { system: 'darwin', local: true, serving: { product: 'colima', name: 'default', virtualization: 'qemu' } },
    ['colima', 'qemu', 'certain']
  ],
  // lima-vm/lima, templates/docker.yaml: hosts are named lima-NAME.
  [
    'Lima',
    {
      system: 'linux',
      local: true,
      engine: engine({ name: 'lima-docker', operatingSystem: 'Ubuntu 24.10' }),
      serving: { product: 'lima', name: 'docker', virtualization: 'qemu' }
    },
    ['lima', 'qemu', 'certain']
  ],
  // rancher-sandbox/rancher-desktop issue reports.
  [
    'Rancher Desktop on Windows',
    {
      system: 'win32',
      local: true,
      engine: engine({
        name: 'ADA-PC',
        operatingSystem: 'Rancher Desktop WSL Distribution',
        kernel: '5.15.133.1-microsoft-standard-WSL2'
      })
    },
    ['rancher-desktop', 'wsl2', 'certain']
  ],
  [
    'Rancher Desktop on a Mac',
    {
      system: 'darwin',
      local: true,
      engine: engine({ name: 'lima-rancher-desktop', operatingSystem: 'Alpine Linux v3.19', kernel: '6.6.14-0-virt' }),
      serving: { product: 'rancher-desktop', name: 'rancher-desktop', virtualization: 'virtualization-framework' }
    },
    ['rancher-desktop', 'virtualization-framework', 'certain']
  ],
  // docker/machine: `docker info` of a machine of VirtualBox; boot2docker/boot2docker releases.
  [
    'Docker Toolbox',
    {
      system: 'win32',
      local: false,
      engine: engine({
        name: 'default',
        operatingSystem: 'Boot2Docker 19.03.12 (TCL 10.1)',
        kernel: '4.19.130-boot2docker',
        labels: ['provider=virtualbox']
      })
    },
    ['docker-machine', 'virtualbox', 'certain']
  ],
  [
    'docker-machine with another system, on Hyper-V',
    { system: 'win32', local: false, engine: engine({ name: 'old', labels: ['provider=hyperv'] }) },
    ['docker-machine', 'hyper-v', 'certain']
  ],
  // containers/podman: `/version` of Podman 4.9.
  [
    'Podman on Linux',
    {
      system: 'linux',
      local: true,
      engine: engine({ name: 'computer', components: ['Podman Engine', 'Conmon', 'OCI Runtime (crun)'] }),
      dmi: 'LENOVO 21CB'
    },
    ['podman', 'none', 'certain']
  ],
  [
    'Podman machine on a Mac',
    {
      system: 'darwin',
      local: true,
      engine: engine({ name: 'localhost.localdomain', operatingSystem: 'fedora', components: ['Podman Engine'] }),
      serving: { product: 'podman-machine', name: 'podman-machine-default', virtualization: 'virtualization-framework' }
    },
    ['podman', 'virtualization-framework', 'certain']
  ],
  [
    'an engine in a WSL distribution',
    { system: 'win32', local: true, engine: engine({ kernel: '5.15.153.1-microsoft-standard-WSL2' }) },
    ['wsl', 'wsl2', 'likely']
  ],
  [
    'an engine in the distribution that the app runs in',
    { system: 'linux', local: true, engine: engine({ kernel: '5.15.153.1-microsoft-standard-WSL2' }) },
    ['engine', 'wsl2', 'likely']
  ],
  // DMI: systemd, src/basic/virt.c; each product's own strings.
  [
    'the engine of a real computer',
    { system: 'linux', local: true, engine: engine({}), dmi: 'LENOVO 21CBCTO1WW' },
    ['engine', 'none', 'likely']
  ],
  ['… whose maker is not told', { system: 'linux', local: true, engine: engine({}) }, ['engine', 'none', 'likely']],
  [
    '… that is a machine of VirtualBox',
    { system: 'linux', local: true, engine: engine({}), dmi: 'innotek GmbH VirtualBox' },
    ['engine', 'virtualbox', 'likely']
  ],
  [
    '… of Hyper-V',
    { system: 'linux', local: true, engine: engine({}), dmi: 'Microsoft Corporation Virtual Machine' },
    ['engine', 'hyper-v', 'likely']
  ],
  ['… of KVM', { system: 'linux', local: true, engine: engine({}), dmi: 'Red Hat KVM' }, ['engine', 'kvm', 'likely']],
  [
    '… of QEMU',
    { system: 'linux', local: true, engine: engine({}), dmi: 'QEMU Standard PC (Q35 + ICH9, 2009)' },
    ['engine', 'qemu', 'likely']
  ],
  [
    '… that systemd starts',
    {
      system: 'linux',
      local: true,
      engine: engine({}),
      dmi: 'Dell Inc. XPS',
      serving: { product: 'engine-service', name: 'docker' }
    },
    ['engine-service', 'none', 'certain']
  ],
  ['an engine elsewhere', { system: 'linux', local: false, engine: engine({}) }, ['engine', 'unknown', 'likely']],
  [
    'Windows containers',
    {
      system: 'win32',
      local: true,
      engine: engine({
        osType: 'windows',
        operatingSystem: 'Microsoft Windows Server Version 21H2',
        kernel: '10.0 20348'
      })
    },
    ['engine', 'none', 'certain']
  ],
  [
    'an engine that is away, and nobody claims it',
    { system: 'darwin', local: true },
    ['unknown', 'unknown', 'unknown']
  ],
  [
    'a Linux engine on a Mac that names nothing',
    { system: 'darwin', local: true, engine: engine({ name: 'x', kernel: '6.6.1-linuxkit' }) },
    ['unknown', 'unknown', 'unknown']
  ],
  [
    'a host that only has the name of a product, with another that claims the address',
    {
      system: 'linux',
      local: true,
      engine: engine({ name: 'colima' }),
      serving: { product: 'lima', name: 'mine', virtualization: 'qemu' }
    },
    ['lima', 'qemu', 'certain']
  ]
]
