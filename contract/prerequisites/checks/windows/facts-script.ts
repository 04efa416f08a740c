/**
 * The PowerShell that tells what the checks want to know, in one start of it (half a second each). Nothing in it needs an administrator:
 * optional features are read through WMI, since Get-WindowsOptionalFeature is for administrators alone. It holds no double quote, which
 * a command line would have to mask, and asks nothing that is translated.
 *
 * Win32_OptionalFeature's InstallState: 1 enabled, 2 disabled, 3 absent (learn.microsoft.com, win32-optionalfeature).
 * Win32_Processor's Architecture: 0 x86, 9 x64, 12 ARM64 (learn.microsoft.com, win32-processor).
 */
const features = [
  'VirtualMachinePlatform',
  'Microsoft-Windows-Subsystem-Linux',
  'Microsoft-Hyper-V',
  'Microsoft-Hyper-V-Hypervisor',
  'Containers'
]
const services = ['vmms', 'docker', 'com.docker.service', 'WSLService', 'LxssManager']

const software = 'HKLM:\\SOFTWARE\\Microsoft'
const pending = [
  `${software}\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending`,
  `${software}\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired`
]
const uninstall = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Docker Desktop'
/** Kept by the policy that denies writing to drives without BitLocker: Windows containers cannot start then. */
const drivePolicy = 'HKLM:\\SYSTEM\\CurrentControlSet\\Policies\\Microsoft\\FVE'

const wanted = features.map((name) => `Name=''${name}''`).join(' OR ')
const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(',')

export const factsScript = [
  "$ErrorActionPreference='SilentlyContinue'",
  // Else its progress comes among the errors, as XML.
  "$ProgressPreference='SilentlyContinue'",
  '[Console]::OutputEncoding=[Text.Encoding]::UTF8',
  '$o=Get-CimInstance Win32_OperatingSystem',
  '$c=Get-CimInstance Win32_ComputerSystem',
  '$p=@(Get-CimInstance Win32_Processor)[0]',
  `$n=Get-ItemProperty '${software}\\Windows NT\\CurrentVersion'`,
  '$f=@{}',
  `Get-CimInstance Win32_OptionalFeature -Filter '${wanted}'|ForEach-Object{$f[$_.Name]=[int]$_.InstallState}`,
  '$s=@{}',
  `Get-Service ${quoted(services)}|ForEach-Object{$s[$_.Name]=[string]$_.Status}`,
  `$d=@(Get-ItemProperty 'HKLM:\\${uninstall}','HKCU:\\${uninstall}')[0].DisplayVersion`,
  `$b=@(Test-Path ${quoted(pending)}) -contains $true`,
  // A pipe is only listed: whoever asks for one by its name opens it.
  "$l=@([IO.Directory]::GetFiles('\\\\.\\pipe\\')|ForEach-Object{$_.Substring(9)}|Where-Object{$_ -match 'docker|podman'})",
  "if($null -eq $l){$l=@((Get-ChildItem '\\\\.\\pipe\\').Name -match 'docker|podman')}",
  [
    '@{caption=$o.Caption',
    'build=[int]$o.BuildNumber',
    'productType=$o.ProductType',
    'edition=$n.EditionID',
    'architecture=$p.Architecture',
    'width=$p.AddressWidth',
    'memory=$c.TotalPhysicalMemory',
    'model=$c.Model',
    'hypervisor=$c.HypervisorPresent',
    'firmware=$p.VirtualizationFirmwareEnabled',
    'slat=$p.SecondLevelAddressTranslationExtensions',
    'monitor=$p.VMMonitorModeExtensions',
    'features=$f',
    'services=$s',
    'reboot=$b',
    `writeDenied=(Get-ItemProperty '${drivePolicy}').FDVDenyWriteAccess`,
    'desktop=$d',
    'toolbox=[bool]$env:DOCKER_TOOLBOX_INSTALL_PATH',
    'pipes=$l}|ConvertTo-Json -Compress -Depth 3'
  ].join(';')
].join(';')
