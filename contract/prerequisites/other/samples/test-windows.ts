/** Windows of many versions and editions, in virtual machines and on servers, and what else its consoles write. */
import { table, type Sample } from './test-sample'

const detected = 'A hypervisor has been detected. Features required for Hyper-V will not be displayed.'
interface Computer {
  readonly name: string
  readonly version: string
  readonly maker?: string
  readonly model?: string
  readonly type?: string
  readonly memory?: string
  readonly bios?: string
}
/** systeminfo's English table of one computer: learn.microsoft.com, windows-server/administration/windows-commands/systeminfo. */
const english = (
  {
    name,
    version,
    maker = 'LENOVO',
    model = '20XW0026GE',
    type = 'x64-based PC',
    memory = '16,114',
    bios = 'LENOVO N32ET86W (1.62 ), 5/8/2023'
  }: Computer,
  hyperV: ReadonlyArray<readonly [string, string]> = []
): string =>
  table(27, [
    ['Host Name:', 'HARBOUR'],
    ['OS Name:', name],
    ['OS Version:', version],
    ['OS Manufacturer:', 'Microsoft Corporation'],
    ['OS Configuration:', 'Standalone Workstation'],
    ['OS Build Type:', 'Multiprocessor Free'],
    ['Registered Owner:', 'ada'],
    ['Registered Organization:', ''],
    ['Product ID:', '00330-80000-00000-AA000'],
    ['Original Install Date:', '9/14/2022, 6:25:10 PM'],
    ['System Boot Time:', '11/20/2024, 8:02:44 AM'],
    ['System Manufacturer:', maker],
    ['System Model:', model],
    ['System Type:', type],
    ['Processor(s):', '1 Processor(s) Installed.'],
    ['', '[01]: Intel64 Family 6 Model 140 Stepping 1 GenuineIntel ~2419 Mhz'],
    ['BIOS Version:', bios],
    ['Windows Directory:', 'C:\\Windows'],
    ['System Directory:', 'C:\\Windows\\system32'],
    ['Boot Device:', '\\Device\\HarddiskVolume1'],
    ['System Locale:', 'en-us;English (United States)'],
    ['Time Zone:', '(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna'],
    ['Total Physical Memory:', `${memory} MB`],
    ['Available Physical Memory:', '1,214 MB'],
    ['Virtual Memory: Max Size:', '18,546 MB'],
    ['Virtual Memory: Available:', '9,800 MB'],
    ['Virtual Memory: In Use:', '8,746 MB'],
    ['Page File Location(s):', 'C:\\pagefile.sys'],
    ['Domain:', 'WORKGROUP'],
    ['Hotfix(s):', '2 Hotfix(s) Installed.'],
    ['', '[01]: KB5045933'],
    ['Network Card(s):', '2 NIC(s) Installed.'],
    ['', '[01]: Intel(R) Wi-Fi 6 AX201 160MHz'],
    ['', '      Connection Name: Wi-Fi'],
    ['', '      DHCP Enabled:    Yes'],
    ['', '[02]: VirtualBox Host-Only Ethernet Adapter'],
    ['', '      DHCP Enabled:    No'],
    ...hyperV
  ])
const sentence = [['Hyper-V Requirements:', detected]] as const
const requirements = (firmware: string, slat = 'Yes'): ReadonlyArray<readonly [string, string]> => [
  ['Hyper-V Requirements:', 'VM Monitor Mode Extensions: Yes'],
  ['', `Virtualization Enabled In Firmware: ${firmware}`],
  ['', `Second Level Address Translation: ${slat}`],
  ['', 'Data Execution Prevention Available: Yes']
]
const build = (number: number): string => `10.0.${number} N/A Build ${number}`
const source = "learn.microsoft.com, windows-commands/systeminfo: the table; the version's own build"

const on = ['windows-processor', 'windows-virtualization', 'windows-slat', 'windows-memory'] as const

export const windowsVersions: readonly Sample[] = [
  {
    name: 'Windows 7 Ultimate with Service Pack 1, which knows no Hyper-V',
    source: "write-ups of 2020: '6.1.7601 Service Pack 1 Build 7601'",
    system: 'win32',
    verdict: 'toolbox',
    met: ['windows-processor', 'windows-memory'],
    notMet: ['windows-version', 'windows-wsl'],
    says: { 'windows-version': /"name":"7"/ },
    text: english({
      name: 'Microsoft Windows 7 Ultimate ',
      version: '6.1.7601 Service Pack 1 Build 7601',
      memory: '8,077'
    })
  },
  {
    name: 'Windows 8.1 Pro, ready for Hyper-V',
    source: "write-ups: '6.3.9600 N/A Build 9600'",
    system: 'win32',
    verdict: 'toolbox',
    met: [...on],
    notMet: ['windows-version'],
    text: english({ name: 'Microsoft Windows 8.1 Pro', version: '6.3.9600 N/A Build 9600' }, requirements('Yes'))
  },
  {
    name: 'Windows 10 Home 1803, for which no Docker Desktop ever was',
    source,
    system: 'win32',
    verdict: 'toolbox',
    met: [...on],
    notMet: ['windows-version', 'windows-wsl'],
    text: english({ name: 'Microsoft Windows 10 Home', version: build(17134) }, requirements('Yes'))
  },
  {
    name: 'Windows 10 Pro 1803',
    source,
    system: 'win32',
    verdict: 'older',
    notMet: ['windows-version'],
    says: { 'windows-version': /"name":"10 1803"/ },
    text: english({ name: 'Microsoft Windows 10 Pro', version: build(17134) }, requirements('Yes'))
  },
  {
    name: 'Windows 10 Enterprise LTSC 2019',
    source,
    system: 'win32',
    verdict: 'older',
    notMet: ['windows-version'],
    says: { 'windows-version': /found\.ltsc.*17763/ },
    text: english({ name: 'Microsoft Windows 10 Enterprise LTSC', version: build(17763) }, sentence)
  },
  {
    name: 'Windows 10 IoT Enterprise LTSC 2021',
    source,
    system: 'win32',
    verdict: 'older',
    says: { 'windows-version': /found\.ltsc.*19044/ },
    text: english({ name: 'Microsoft Windows 10 IoT Enterprise LTSC', version: build(19044) }, sentence)
  },
  {
    name: 'Windows 10 Home 2004, with its virtualization off',
    source,
    system: 'win32',
    verdict: 'older',
    notMet: ['windows-version', 'windows-virtualization'],
    text: english({ name: 'Microsoft Windows 10 Home', version: build(19041) }, requirements('No'))
  },
  {
    name: 'Windows 10 Education 22H2 with a hypervisor, beside VirtualBox’s network card',
    source,
    system: 'win32',
    verdict: 'desktop',
    met: [...on, 'windows-version', 'windows-hypervisor'],
    text: english({ name: 'Microsoft Windows 10 Education', version: build(19045) }, sentence)
  },
  {
    name: 'Windows 10 Pro 22H2 on a processor without SLAT',
    source,
    system: 'win32',
    verdict: 'toolbox',
    notMet: ['windows-slat'],
    text: english(
      { name: 'Microsoft Windows 10 Pro', version: build(19045), memory: '3,957' },
      requirements('Yes', 'No')
    )
  },
  {
    name: 'Windows 10 Pro 22H2 of 32 bits',
    source,
    system: 'win32',
    verdict: 'none',
    notMet: ['windows-processor'],
    text: english({ name: 'Microsoft Windows 10 Pro', version: build(19045), type: 'X86-based PC', memory: '3,241' })
  },
  {
    name: 'Windows 10 Home 22H2 with 2 GB',
    source,
    system: 'win32',
    verdict: 'mend',
    notMet: ['windows-memory'],
    text: english({ name: 'Microsoft Windows 10 Home', version: build(19045), memory: '1,936' }, requirements('Yes'))
  },
  {
    name: 'Windows 11 Home 21H2',
    source,
    system: 'win32',
    verdict: 'older',
    notMet: ['windows-version', 'windows-containers'],
    says: { 'windows-version': /"name":"11 21H2"/ },
    text: english({ name: 'Microsoft Windows 11 Home', version: build(22000) }, sentence)
  },
  {
    name: 'Windows 11 Pro 24H2, whose systeminfo tells of its security too',
    source: "reports of 2025 on 24H2: 'Virtualization-based security: Status: Running', before the requirements",
    system: 'win32',
    verdict: 'desktop',
    met: [...on, 'windows-version', 'windows-hypervisor'],
    text:
      english({ name: 'Microsoft Windows 11 Pro', version: build(26100), memory: '32,477' }) +
      table(31, [
        ['Virtualization-based security:', 'Status: Running'],
        ['', 'Required Security Properties:'],
        ['', '      Base Virtualization Support'],
        ['', 'Available Security Properties:'],
        ['', '      Secure Boot'],
        ['', 'Services Running:'],
        ['', '      Hypervisor enforced Code Integrity'],
        ['', 'App Control for Business policy: Enforced'],
        ['Hyper-V Requirements:', detected]
      ])
  },
  {
    name: 'Windows 11 Pro on ARM64, in Parallels on a Mac',
    source: "reports of 2023: 'Parallels ARM Virtual Machine'",
    system: 'win32',
    verdict: 'desktop',
    met: ['windows-processor', 'windows-memory', 'windows-version'],
    unknown: ['windows-virtualization', 'windows-slat'],
    text: english(
      {
        name: 'Microsoft Windows 11 Pro',
        version: build(22631),
        maker: 'Parallels International GmbH.',
        model: 'Parallels ARM Virtual Machine',
        type: 'ARM64-based PC',
        bios: 'Parallels International GmbH. 19.3.0 (54924), 2/21/2024'
      },
      sentence
    )
  },
  ...(
    [
      ['VMware', 'VMware, Inc.', 'VMware20,1', 'VMware, Inc. VMW201.00V.21805430.B64.2305221830, 5/22/2023'],
      [
        'Hyper-V',
        'Microsoft Corporation',
        'Virtual Machine',
        'Microsoft Corporation Hyper-V UEFI Release v4.1, 4/6/2022'
      ],
      ['VirtualBox', 'innotek GmbH', 'VirtualBox', 'innotek GmbH VirtualBox, 12/1/2006'],
      [
        'QEMU',
        'QEMU',
        'Standard PC (Q35 + ICH9, 2009)',
        'SeaBIOS rel-1.16.2-0-gea1b7a073390-prebuilt.qemu.org, 4/1/2014'
      ],
      ['Amazon', 'Amazon EC2', 't3.large', 'Amazon EC2 1.0, 10/16/2017'],
      ['Xen', 'Xen', 'HVM domU', 'Xen 4.11.amazon, 8/24/2006'],
      ['Google', 'Google', 'Google Compute Engine', 'Google Google, 9/25/2024']
    ] as const
  ).map(([name, maker, model, bios]): Sample => ({
    name: `Windows 11 Enterprise in a virtual machine of ${name}, whose hypervisor proves nothing`,
    source: 'systemd’s src/basic/virt.c and the makers’ own documentation: how each names itself',
    system: 'win32',
    verdict: 'desktop',
    met: ['windows-version'],
    unknown: ['windows-virtualization', 'windows-slat'],
    text: english({ name: 'Microsoft Windows 11 Enterprise', version: build(22631), maker, model, bios }, sentence)
  })),
  ...(
    [
      ['Windows Server 2012 R2 Standard', '6.3.9600 N/A Build 9600', 'none', 'not-met'],
      ['Windows Server 2016 Datacenter', build(14393), 'server', 'met'],
      ['Windows Server 2019 Standard', build(17763), 'server', 'met'],
      ['Windows Server 2022 Datacenter Azure Edition', build(20348), 'server', 'met'],
      ['Windows Server 2025 Standard', build(26100), 'server', 'met'],
      ['Hyper-V Server 2019', build(17763), 'server', 'met']
    ] as const
  ).map(([name, version, verdict, outcome]): Sample => ({
    name: `${name}, its Core as well as its desktop`,
    source,
    system: 'win32',
    verdict,
    ...(outcome === 'met' ? { met: ['windows-version'] } : { notMet: ['windows-version'] }),
    text: english({ name: `Microsoft ${name}`, version }, sentence)
  }))
]
