/** systeminfo, as it was recorded in several languages and versions: see ./test-recorded. */
import type { Recorded } from './test-recorded'

const pad = (label: string, width: number, value: string): string => `${label.padEnd(width)}${value}\n`

/** systeminfo's table; its second column begins where the language's longest label ends. */
const table = (width: number, rows: ReadonlyArray<readonly [string, string]>): string =>
  rows.map(([label, value]) => pad(label, width, value)).join('')

export const systemInfos: readonly Recorded[] = [
  {
    name: 'systeminfo, English, Windows 11 Pro on ARM64',
    source: "a report of 2024: 'Windows Dev Kit 2023', 10.0.22631",
    system: 'win32',
    text: `Microsoft Windows [Version 10.0.22631.3447]
(c) Microsoft Corporation. All rights reserved.

C:\\Users\\ada>systeminfo

${table(27, [
  ['Host Name:', 'WIN11-ARM'],
  ['OS Name:', 'Microsoft Windows 11 Pro'],
  ['OS Version:', '10.0.22631 N/A Build 22631'],
  ['OS Manufacturer:', 'Microsoft Corporation'],
  ['OS Configuration:', 'Standalone Workstation'],
  ['OS Build Type:', 'Multiprocessor Free'],
  ['Registered Owner:', 'ada'],
  ['Product ID:', '00330-00000-00000-AAOEM'],
  ['System Manufacturer:', 'Microsoft Corporation'],
  ['System Model:', 'Windows Dev Kit 2023'],
  ['System Type:', 'ARM64-based PC'],
  ['Processor(s):', '1 Processor(s) Installed.'],
  ['', '[01]: ARMv8 (64-bit) Family 8 Model D4B Revision   0 Qualcomm Technologies Inc ~2995 Mhz'],
  ['System Locale:', 'en-gb;English (United Kingdom)'],
  ['Total Physical Memory:', '32,165 MB'],
  ['Available Physical Memory:', '26,388 MB'],
  ['Virtual Memory: Max Size:', '34,213 MB'],
  ['Virtual Memory: In Use:', '5,403 MB'],
  ['Network Card(s):', '2 NIC(s) Installed.'],
  ['', '[01]: Surface Ethernet Adapter'],
  ['', '      DHCP Enabled:    Yes'],
  ['', '      [02]: fe80::b3aa:a56d:ed0c:f0ef'],
  ['Hyper-V Requirements:', 'A hypervisor has been detected. Features required for Hyper-V will not be displayed.']
])}`
  },
  {
    name: 'systeminfo, French, Windows 10 Professionnel 1909, ready for Hyper-V',
    source: "course notes of 2020: 'GE72 2QF', 10.0.18363",
    system: 'win32',
    text: `PS C:\\Users\\ada> systeminfo

${table(44, [
  ['Nom de l’hôte:', 'VINNY'],
  ['Nom du système d’exploitation:', 'Microsoft Windows 10 Professionnel'],
  ['Version du système:', '10.0.18363 N/A version 18363'],
  ['Fabricant du système d’exploitation:', 'Microsoft Corporation'],
  ['Configuration du système d’exploitation:', 'Station de travail autonome'],
  ['Type de version du système d’exploitation:', 'Multiprocessor Free'],
  ['Identificateur de produit:', '00330-80000-00000-AA300'],
  ['Heure de démarrage du système:', '12/06/2020, 23:00:26'],
  ['Fabricant du système:', 'Micro-Star International Co., Ltd.'],
  ['Modèle du système:', 'GE72 2QF'],
  ['Type du système:', 'x64-based PC'],
  ['Processeur(s):', '1 processeur(s) installé(s).'],
  ['', '[01] : Intel64 Family 6 Model 60 Stepping 3 GenuineIntel ~2901 MHz'],
  ['Version du BIOS:', 'American Megatrends Inc. E1791IMS.10F, 09/08/2015'],
  ['Mémoire physique totale:', '16\u00A0305 Mo'],
  ['Mémoire physique disponible:', '10\u00A0937 Mo'],
  ['Mémoire virtuelle : taille maximale:', '18\u00A0737 Mo'],
  ['Mémoire virtuelle : en cours d’utilisation:', '6\u00A0085 Mo'],
  ['Carte(s) réseau:', '6 carte(s) réseau installée(s).'],
  ['', '[05]: VirtualBox Host-Only Ethernet Adapter'],
  ['', '      DHCP activé :         Non'],
  ['Configuration requise pour Hyper-V:', 'Extensions de mode du moniteur d’ordinateur virtuel : Oui'],
  ['', 'Virtualisation activée dans le microprogramme : Oui'],
  ['', 'Traduction d’adresse de second niveau : Oui'],
  ['', 'Prévention de l’exécution des données disponible : Oui']
])}`
  },
  {
    name: 'systeminfo, French, Windows 10 Famille 20H2, with a hypervisor',
    source: "course notes of 2021: 'MS-7A70', 10.0.19042, in Cmder",
    system: 'win32',
    text: `I:\\OUTILS\\Cmder
λ systeminfo.exe

${table(44, [
  ['Nom de l’hôte:', 'PC'],
  ['Nom du système d’exploitation:', 'Microsoft Windows 10 Famille'],
  ['Version du système:', '10.0.19042 N/A version 19042'],
  ['Modèle du système:', 'MS-7A70'],
  ['Type du système:', 'x64-based PC'],
  ['Mémoire physique totale:', '16 349 Mo'],
  ['Mémoire physique disponible:', '10 618 Mo'],
  [
    'Configuration requise pour Hyper-V:',
    'Un hyperviseur a été détecté. Les fonctionnalités nécessaires à Hyper-V ne seront pas affichées.'
  ]
])}
I:\\OUTILS\\Cmder
λ docker run -ti bash
bash-5.1# uname -a
Linux b60d1dbb340b 5.4.72-microsoft-standard-WSL2 #1 SMP Wed Oct 28 23:40:43 UTC 2020 x86_64 Linux
`
  },
  {
    name: 'systeminfo, German, Windows 10 Pro 20H2, ready for Hyper-V',
    source: "notes of 2021 ('Nicht zutreffend Build 19042') and of 2022 ('Erweiterungen für den VM-Überwachungsmodus')",
    system: 'win32',
    text: table(47, [
      ['Hostname:', 'PC-ADA'],
      ['Betriebssystemname:', 'Microsoft Windows 10 Pro'],
      ['Betriebssystemversion:', '10.0.19042 Nicht zutreffend Build 19042'],
      ['Betriebssystemhersteller:', 'Microsoft Corporation'],
      ['Systemtyp:', 'x64-based PC'],
      ['Gesamter physischer Speicher:', '16.305 MB'],
      ['Verfügbarer physischer Speicher:', '8.121 MB'],
      ['Anforderungen für Hyper-V:', 'Erweiterungen für den VM-Überwachungsmodus: Ja'],
      ['', 'Virtualisierung in Firmware aktiviert: Ja'],
      ['', 'Adressübersetzung der zweiten Ebene: Ja'],
      ['', 'Datenausführungsverhinderung verfügbar: Ja']
    ])
  },
  {
    name: 'systeminfo, Spanish, Windows 11 Pro 25H2, virtualization off',
    source:
      "course notes of 2026 ('Veriton EN2580', 10.0.26200) and a report of 2026-05-08 ('Requisitos Hyper-V: …: No')",
    system: 'win32',
    text: table(43, [
      ['Nombre de host:', 'TF1-A08-PC01'],
      ['Nombre del sistema operativo:', 'Microsoft Windows 11 Pro'],
      ['Versión del sistema operativo:', '10.0.26200 N/D Compilación 26200'],
      ['Fabricante del sistema operativo:', 'Microsoft Corporation'],
      ['Configuración del sistema operativo:', 'Estación de trabajo independiente'],
      ['Tipo de compilación del sistema operativo:', 'Multiprocessor Free'],
      ['Modelo del sistema:', 'Veriton EN2580'],
      ['Tipo de sistema:', 'x64-based PC'],
      ['Memoria física total:', '16.121 MB'],
      ['Memoria física disponible:', '5.595 MB'],
      ['Memoria virtual: tamaño máximo:', '27.385 MB'],
      ['Requisitos Hyper-V:', 'Extensiones de modo de monitor de VM: Sí'],
      ['', 'Se habilitó la virtualización en el firmware: No'],
      ['', 'Traducción de direcciones de segundo nivel: Sí'],
      ['', 'La prevención de ejecución de datos está disponible: Sí']
    ])
  },
  {
    name: 'systeminfo, English, Windows 7 Enterprise, 32 bits on a 64-bit processor',
    source: "a write-up of 2021: '6.1.7600 N/A Build 7600', with its prompt and echoed command",
    system: 'win32',
    text: `Microsoft Windows [Version 6.1.7600]
Copyright (c) 2009 Microsoft Corporation.  All rights reserved.

c:\\windows\\system32\\inetsrv>systeminfo
systeminfo

${table(27, [
  ['Host Name:', 'DEVEL'],
  ['OS Name:', 'Microsoft Windows 7 Enterprise '],
  ['OS Version:', '6.1.7600 N/A Build 7600'],
  ['System Model:', 'VMware Virtual Platform'],
  ['System Type:', 'X86-based PC'],
  ['Processor(s):', '1 Processor(s) Installed.'],
  ['', '[01]: x64 Family 23 Model 49 Stepping 0 AuthenticAMD ~2994 Mhz'],
  ['Total Physical Memory:', '3,071 MB']
])}`
  },
  {
    name: 'systeminfo, English, Windows 8, virtualization off',
    source: "a page of 2023: 'HP Pavilion g7', with the Hyper-V requirements",
    system: 'win32',
    text: table(27, [
      ['OS Name:', 'Microsoft Windows 8.1'],
      ['OS Version:', '6.3.9600 N/A Build 9600'],
      ['System Model:', 'HP Pavilion g7 Notebook PC'],
      ['System Type:', 'x64-based PC'],
      ['Total Physical Memory:', '3,988 MB'],
      ['Available Physical Memory:', '961 MB'],
      ['Hyper-V Requirements:', 'VM Monitor Mode Extensions: Yes'],
      ['', 'Virtualization Enabled In Firmware: No'],
      ['', 'Second Level Address Translation: Yes'],
      ['', 'Data Execution Prevention Available: Yes']
    ])
  },
  {
    name: 'systeminfo, English, Windows Server 2016',
    source: "a write-up of 2021: 'WINLPE-SRV01', 10.0.14393",
    system: 'win32',
    text: table(27, [
      ['Host Name:', 'WINLPE-SRV01'],
      ['OS Name:', 'Microsoft Windows Server 2016 Standard'],
      ['OS Version:', '10.0.14393 N/A Build 14393'],
      ['OS Configuration:', 'Standalone Server'],
      ['System Model:', 'VMware7,1'],
      ['System Type:', 'x64-based PC'],
      ['Total Physical Memory:', '6,143 MB'],
      ['Hyper-V Requirements:', 'A hypervisor has been detected. Features required for Hyper-V will not be displayed.']
    ])
  },
  {
    name: 'systeminfo, the console’s own letters, Windows Server 2008 R2, Spanish',
    source: "a write-up of 2024: 'Versi?n del sistema operativo: 6.1.7600 N/D Compilaci?n 7600'",
    system: 'win32',
    text: table(43, [
      ['Nombre de host:', 'WIN-4QU3QNHNK7E'],
      ['Nombre del sistema operativo:', 'Microsoft Windows Server 2008 R2 Datacenter '],
      ['Versi?n del sistema operativo:', '6.1.7600 N/D Compilaci?n 7600']
    ])
  },
  {
    name: 'systeminfo through findstr',
    source:
      'github.com/upleveled/system-setup pull 16, with the version of issue MicrosoftDocs/Virtualization-Documentation 1374',
    system: 'win32',
    text: `Hyper-V Requirements: VM Monitor Mode Extensions: Yes
                      Virtualization Enabled In Firmware: No
`
  }
]
