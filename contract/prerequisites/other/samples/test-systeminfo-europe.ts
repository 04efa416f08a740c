/** systeminfo in more of Europe's languages. */
import { mailed, quoted, table, wrapped, type Sample } from './test-sample'

const ready = [
  'windows-processor',
  'windows-virtualization',
  'windows-slat',
  'windows-memory',
  'windows-version'
] as const

const french = (hyperV: ReadonlyArray<readonly [string, string]>): string =>
  table(44, [
    ['Nom du système d’exploitation:', 'Microsoft Windows 11 Famille'],
    ['Version du système:', '10.0.22631 N/A version 22631'],
    ['Modèle du système:', 'Swift SF314-42'],
    ['Type du système:', 'x64-based PC'],
    ['Mémoire physique totale:', '16 305 Mo'],
    ['Mémoire physique disponible:', '6 305 Mo'],
    ...hyperV
  ])
const off = french([
  ['Configuration requise pour Hyper-V:', 'Extensions de mode du moniteur d’ordinateur virtuel : Oui'],
  ['', 'Virtualisation activée dans le microprogramme : Non'],
  ['', 'Traduction d’adresse de second niveau : Oui'],
  ['', 'Prévention de l’exécution des données disponible : Oui']
])
const running = french([
  [
    'Configuration requise pour Hyper-V:',
    'Un hyperviseur a été détecté. Les fonctionnalités nécessaires à Hyper-V ne seront pas affichées.'
  ]
])

export const systemInfoEurope: readonly Sample[] = [
  {
    name: 'Portuguese of Brazil, Windows 11 Home Single Language',
    source: "course notes: 'Requisitos do Hyper-V:'; the rows of the language pack pt-BR",
    system: 'win32',
    verdict: 'desktop',
    met: ready,
    notMet: ['windows-containers'],
    text: table(39, [
      ['Nome do host:', 'ADA-NOTE'],
      ['Nome do sistema operacional:', 'Microsoft Windows 11 Home Single Language'],
      ['Versão do sistema operacional:', '10.0.22631 N/A compilação 22631'],
      ['Fabricante do sistema operacional:', 'Microsoft Corporation'],
      ['Modelo do sistema:', 'Vostro 3520'],
      ['Tipo de sistema:', 'x64-based PC'],
      ['Processador(es):', '1 processador(es) instalado(s).'],
      ['', '[01]: Intel64 Family 6 Model 154 Stepping 4 GenuineIntel ~1300 Mhz'],
      ['Memória física total:', '7.879 MB'],
      ['Memória física disponível:', '1.466 MB'],
      ['Memória Virtual: Tamanho Máximo:', '14.279 MB'],
      ['Requisitos do Hyper-V:', 'Extensões de Modo do Monitor da VM: Sim'],
      ['', 'Virtualização Habilitada no Firmware: Sim'],
      ['', 'Conversão de Endereços de Segundo Nível: Sim'],
      ['', 'Prevenção de Execução de Dados Disponível: Sim']
    ])
  },
  {
    name: 'Portuguese of Brazil, with a hypervisor',
    source: "course notes of 2025: 'Hipervisor detectado. Recursos necessários para o Hyper-V não serão exibidos.'",
    system: 'win32',
    verdict: 'desktop',
    met: ['windows-virtualization', 'windows-slat'],
    text: table(39, [
      ['Nome do sistema operacional:', 'Microsoft Windows 10 Pro'],
      ['Versão do sistema operacional:', '10.0.19045 N/D compilação 19045'],
      ['Requisitos do Hyper-V:', 'Hipervisor detectado. Recursos necessários para o Hyper-V não serão exibidos.']
    ])
  },
  {
    name: 'Polish, Windows 10 Pro 22H2',
    source: 'systeminfo with the language pack pl-PL',
    system: 'win32',
    verdict: 'desktop',
    met: ready,
    text: table(38, [
      ['Nazwa hosta:', 'ADA'],
      ['Nazwa systemu operacyjnego:', 'Microsoft Windows 10 Pro'],
      ['Wersja systemu operacyjnego:', '10.0.19045 Nie dotyczy kompilacja 19045'],
      ['Producent systemu:', 'Dell Inc.'],
      ['Model systemu:', 'Latitude 5590'],
      ['Typ systemu:', 'x64-based PC'],
      ['Całkowita ilość pamięci fizycznej:', '16\u00A0266 MB'],
      ['Dostępna pamięć fizyczna:', '8\u00A0512 MB'],
      ['Pamięć wirtualna: maksymalny rozmiar:', '18\u00A0698 MB'],
      ['Wymagania funkcji Hyper-V:', 'Rozszerzenia trybu monitora maszyny wirtualnej: Tak'],
      ['', 'Wirtualizacja włączona w oprogramowaniu układowym: Tak'],
      ['', 'Translacja adresów drugiego poziomu: Tak'],
      ['', 'Funkcja zapobiegania wykonywaniu danych jest dostępna: Tak']
    ])
  },
  {
    name: 'Italian, Windows 11 Pro, with virtualization off',
    source: 'systeminfo with the language pack it-IT',
    system: 'win32',
    verdict: 'mend',
    met: ['windows-processor', 'windows-slat', 'windows-memory', 'windows-version'],
    notMet: ['windows-virtualization'],
    text: table(48, [
      ['Nome host:', 'PC-ADA'],
      ['Nome SO:', 'Microsoft Windows 11 Pro'],
      ['Versione SO:', '10.0.22631 N/D build 22631'],
      ['Modello sistema:', 'HP ProBook 450 G8 Notebook PC'],
      ['Tipo sistema:', 'x64-based PC'],
      ['Memoria fisica totale:', '16.164 MB'],
      ['Memoria fisica disponibile:', '8.020 MB'],
      ['Requisiti Hyper-V:', 'Estensioni modalità monitor macchina virtuale: Sì'],
      ['', 'Virtualizzazione abilitata nel firmware: No'],
      ['', 'Second Level Address Translation: Sì'],
      ['', 'Protezione esecuzione programmi disponibile: Sì']
    ])
  },
  {
    name: 'German, Windows 11 Home, with a hypervisor',
    source: "forum posts: 'Es wurde ein Hypervisor erkannt. Features, die für Hyper-V erforderlich sind, …'",
    system: 'win32',
    verdict: 'desktop',
    met: ready,
    text: table(47, [
      ['Hostname:', 'ADA-PC'],
      ['Betriebssystemname:', 'Microsoft Windows 11 Home'],
      ['Betriebssystemversion:', '10.0.26100 Nicht zutreffend Build 26100'],
      ['Systemmodell:', 'MS-7C91'],
      ['Systemtyp:', 'x64-based PC'],
      ['Gesamter physischer Speicher:', '32.697 MB'],
      ['Verfügbarer physischer Speicher:', '20.010 MB'],
      [
        'Anforderungen für Hyper-V:',
        'Es wurde ein Hypervisor erkannt. Features, die für Hyper-V erforderlich sind, werden nicht angezeigt.'
      ]
    ])
  },
  {
    name: 'Turkish, Windows 10 Home',
    source: 'systeminfo with the language pack tr-TR',
    system: 'win32',
    verdict: 'desktop',
    met: ready,
    text: table(35, [
      ['Ana Bilgisayar Adı:', 'ADA'],
      ['İS Adı:', 'Microsoft Windows 10 Home Single Language'],
      ['İS Sürümü:', '10.0.19045 Yok Derleme 19045'],
      ['Sistem Modeli:', 'Excalibur G770'],
      ['Sistem Türü:', 'x64-based PC'],
      ['Toplam Fiziksel Bellek:', '16.222 MB'],
      ['Kullanılabilir Fiziksel Bellek:', '9.854 MB'],
      ['Hyper-V Gereksinimleri:', 'VM İzleyici Modu Uzantıları: Evet'],
      ['', 'Üretici Yazılımında Sanallaştırma Etkin: Evet'],
      ['', 'İkinci Düzey Adres Çevirisi: Evet'],
      ['', 'Veri Yürütme Engellemesi Kullanılabilir: Evet']
    ])
  },
  {
    name: 'Dutch, of which no label is known here',
    source: 'systeminfo with the language pack nl-NL; the order of its rows alone tells',
    system: 'win32',
    verdict: 'mend',
    met: ['windows-processor', 'windows-memory', 'windows-version', 'windows-slat'],
    notMet: ['windows-virtualization'],
    text: table(43, [
      ['Hostnaam:', 'ADA'],
      ['Naam van besturingssysteem:', 'Microsoft Windows 11 Pro'],
      ['Versie van besturingssysteem:', '10.0.22631 N.v.t. build 22631'],
      ['Systeemmodel:', 'OptiPlex 7070'],
      ['Systeemtype:', 'x64-based PC'],
      ['Geheugen in het apparaat:', '16.195 MB'],
      ['Geheugen dat vrij is:', '9.854 MB'],
      ['Vereisten voor Hyper-V:', 'Uitbreidingen voor VM-modus: Ja'],
      ['', 'Virtualisatie ingeschakeld in BIOS: Nee'],
      ['', 'Adresvertaling van het tweede niveau: Ja'],
      ['', 'Preventie van gegevensuitvoering: Ja']
    ])
  },
  ...(
    [
      ['at 80 columns', wrapped(off), wrapped(running)],
      ['in a mail', quoted(mailed(off)), quoted(mailed(running))]
    ] as const
  ).flatMap(([how, without, hypervisor]): Sample[] => [
    {
      name: `French ${how}, virtualization off`,
      source: 'the table of systeminfo in French, whose lines are wider',
      system: 'win32',
      verdict: 'mend',
      met: ['windows-processor', 'windows-slat', 'windows-memory', 'windows-version'],
      notMet: ['windows-virtualization'],
      text: without
    },
    {
      name: `French ${how}, with a hypervisor`,
      source: 'the same',
      system: 'win32',
      verdict: 'desktop',
      met: ready,
      text: hypervisor
    }
  ])
]
