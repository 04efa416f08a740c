/** What else Windows' consoles write: their own version, CSV, Get-ComputerInfo, wsl.exe, Git's shell. */
import type { Sample } from './test-sample'

const on = ['windows-processor', 'windows-virtualization', 'windows-slat', 'windows-memory'] as const

export const windowsWords: readonly Sample[] = [
  {
    name: 'Windows Server 2022 by its console alone: no Windows 10 or 11 has its build',
    source: 'learn.microsoft.com, windows-server/get-started/windows-server-release-info',
    system: 'win32',
    verdict: 'server',
    met: ['windows-version'],
    text: 'Microsoft Windows [Version 10.0.20348.2322]\n(c) Microsoft Corporation. All rights reserved.\n'
  },
  {
    name: 'Windows XP’s console',
    source: "write-ups: 'Microsoft Windows XP [Version 5.1.2600]'",
    system: 'win32',
    verdict: 'none',
    notMet: ['windows-version'],
    text: 'Microsoft Windows XP [Version 5.1.2600]\n(C) Copyright 1985-2001 Microsoft Corp.\n'
  },
  {
    name: 'systeminfo /fo csv',
    source: 'learn.microsoft.com, windows-commands/systeminfo: /fo CSV; the columns of its table',
    system: 'win32',
    verdict: 'mend',
    met: ['windows-processor', 'windows-memory', 'windows-version'],
    notMet: ['windows-virtualization'],
    text: `PS C:\\> systeminfo /fo csv
"Host Name","OS Name","OS Version","OS Manufacturer","OS Configuration","OS Build Type","Registered Owner","Registered Organization","Product ID","Original Install Date","System Boot Time","System Manufacturer","System Model","System Type","Processor(s)","BIOS Version","Windows Directory","System Directory","Boot Device","System Locale","Input Locale","Time Zone","Total Physical Memory","Available Physical Memory","Virtual Memory: Max Size","Virtual Memory: Available","Virtual Memory: In Use","Page File Location(s)","Domain","Logon Server","Hotfix(s)","Network Card(s)","Hyper-V Requirements"
"HARBOUR","Microsoft Windows 11 Pro","10.0.22631 N/A Build 22631","Microsoft Corporation","Standalone Workstation","Multiprocessor Free","ada","","00330","1/2/2023, 10:00:00 AM","1/2/2024, 10:00:00 AM","LENOVO","20XW","x64-based PC","1 Processor(s) Installed.,[01]: Intel64 Family 6","LENOVO N32","C:\\Windows","C:\\Windows\\system32","\\Device\\HarddiskVolume1","en-us","en-us","(UTC)","16,114 MB","8,121 MB","18,546 MB","9,800 MB","8,746 MB","C:\\pagefile.sys","WORKGROUP","N/A","2","2","VM Monitor Mode Extensions: Yes,Virtualization Enabled In Firmware: No,Second Level Address Translation: Yes,Data Execution Prevention Available: Yes"
`
  },
  {
    name: 'PowerShell’s Get-ComputerInfo',
    source: 'learn.microsoft.com, microsoft.powershell.management/get-computerinfo',
    system: 'win32',
    verdict: 'desktop',
    met: [...on, 'windows-version'],
    text: `PS C:\\> Get-ComputerInfo

WindowsProductName                                      : Windows 10 Pro
WindowsEditionId                                        : Professional
CsManufacturer                                          : Dell Inc.
CsModel                                                 : XPS 13 9310
CsSystemType                                            : x64-based PC
CsTotalPhysicalMemory                                   : 16890413056
OsName                                                  : Microsoft Windows 11 Pro
OsBuildNumber                                           : 22631
OsArchitecture                                          : 64-bit
HyperVisorPresent                                       : False
HyperVRequirementDataExecutionPreventionAvailable       : True
HyperVRequirementSecondLevelAddressTranslation          : True
HyperVRequirementVirtualizationFirmwareEnabled          : True
HyperVRequirementVMMonitorModeExtensions                : True
`
  },
  {
    name: 'the help of a WSL that came with Windows, for --version',
    source: 'the inbox wsl.exe of Windows 10 2004: its usage, which has --install and no --version',
    system: 'win32',
    verdict: 'more',
    notMet: ['windows-wsl'],
    says: { 'windows-wsl': /found\.inbox/ },
    text: `C:\\>wsl --version
Invalid command line option: --version
Copyright (c) Microsoft Corporation. All rights reserved.

Usage: wsl.exe [Argument] [Options...] [CommandLine]

Arguments for running Linux binaries:

    If no command line is provided, wsl.exe launches the default shell.

    --exec, -e <CommandLine>
        Execute the specified command without using the default Linux shell.

Options:
    --distribution, -d <Distro>
        Run the specified distribution.

Arguments for managing Windows Subsystem for Linux:

    --help
        Display usage information.

    --install [Options]
        Install additional Windows Subsystem for Linux distributions.

    --export <Distro> <FileName>
        Exports the distribution to a tar file.
`
  },
  {
    name: 'a WSL that has no distribution yet is installed all the same',
    source: 'github.com/microsoft/WSL, localization/strings/en-US: MessageNoDefaultDistro',
    system: 'win32',
    verdict: 'desktop',
    met: ['windows-version'],
    unknown: ['windows-wsl'],
    text: `Microsoft Windows [Version 10.0.22631.4169]
C:\\Users\\ada>wsl -l -v
Windows Subsystem for Linux has no installed distributions.
You can resolve this by installing a distribution with the instructions below:

Use 'wsl.exe --list --online' to list available distributions
and 'wsl.exe --install <Distro>' to install.
`
  },
  {
    name: 'wsl --version and -l -v, Japanese, with two bytes a letter that became spaces',
    source: "notes of 2024: 'WSL バージョン: 2.1.5.0'; what redirected UTF-16 looks like in a mail",
    system: 'win32',
    verdict: 'more',
    met: ['windows-wsl', 'windows-wsl-distribution'],
    text: [
      'WSL バージョン: 2.1.5.0',
      'カーネル バージョン: 5.15.146.1-2',
      'WSLg バージョン: 1.0.60',
      '',
      '  NAME              STATE           VERSION',
      '* Ubuntu-22.04      Running         2',
      '  docker-desktop    Stopped         2'
    ]
      .map((line) => [...line].map((letter) => `${letter} `).join(''))
      .join('\r\n')
  },
  {
    name: 'wsl --version and -l -v, Russian',
    source: 'github.com/microsoft/WSL, localization/strings/ru-RU',
    system: 'win32',
    verdict: 'more',
    met: ['windows-wsl', 'windows-wsl-distribution'],
    text: `Версия WSL: 2.3.26.0
Версия ядра: 5.15.167.4-1
Версия Windows: 10.0.22631.4460

  ИМЯ             СОСТОЯНИЕ       ВЕРСИЯ
* Debian          Остановлено     2
`
  },
  {
    name: 'PowerShell that knows no wsl, and a docker without its pipe',
    source: 'PowerShell 5.1’s CommandNotFoundException; docker/for-win issues: open //./pipe/docker_engine',
    system: 'win32',
    verdict: 'desktop',
    met: ['windows-version'],
    notMet: ['engine-reachable'],
    text: `Microsoft Windows [Version 10.0.19045.3803]
PS C:\\> docker version
Client:
 Version:           27.4.0
 API version:       1.47
 Go version:        go1.22.10
 Git commit:        bde2b89
 Built:             Sat Dec  7 10:39:59 2024
 OS/Arch:           windows/amd64
 Context:           desktop-linux
error during connect: Get "http://%2F%2F.%2Fpipe%2FdockerDesktopLinuxEngine/v1.47/version": open //./pipe/dockerDesktopLinuxEngine: The system cannot find the file specified.
`
  },
  {
    name: 'uname in Git’s shell',
    source: 'Git for Windows: MINGW64_NT-10.0-…',
    system: 'win32',
    verdict: 'desktop',
    met: ['windows-version'],
    text: `ada@HARBOUR MINGW64 ~
$ uname -a
MINGW64_NT-10.0-19045 HARBOUR 3.4.10-87d57229.x86_64 2024-02-14 20:17 UTC x86_64 Msys
`
  }
]
