/** systeminfo in the languages that people have, ready for Docker Desktop or not. */
import { table, type Sample } from './test-sample'

const ready = [
  'windows-processor',
  'windows-virtualization',
  'windows-slat',
  'windows-memory',
  'windows-version'
] as const

export const systemInfoLanguages: readonly Sample[] = [
  {
    name: 'Japanese, Windows 10 Pro 22H2, ready for Hyper-V',
    source: "notes of 2019: 'ファームウェアで仮想化が有効になっています: はい'; the rows of the same table",
    system: 'win32',
    verdict: 'desktop',
    met: ready,
    text: `C:\\Users\\ada>systeminfo

${table(25, [
  ['ホスト名:', 'DESKTOP-ADA'],
  ['OS 名:', 'Microsoft Windows 10 Pro'],
  ['OS バージョン:', '10.0.19045 N/A ビルド 19045'],
  ['OS 製造元:', 'Microsoft Corporation'],
  ['OS 構成:', 'スタンドアロン ワークステーション'],
  ['OS ビルドの種類:', 'Multiprocessor Free'],
  ['システム製造元:', 'FUJITSU'],
  ['システム モデル:', 'FMVU90001'],
  ['システムの種類:', 'x64-based PC'],
  ['プロセッサ:', '1 プロセッサインストール済みです。'],
  ['', '[01]: Intel64 Family 6 Model 142 Stepping 12 GenuineIntel ~1803 Mhz'],
  ['BIOS バージョン:', 'FUJITSU // Insyde Software Corp. Version 2.05, 2019/07/12'],
  ['Windows ディレクトリ:', 'C:\\Windows'],
  ['物理メモリの合計:', '16,228 MB'],
  ['利用できる物理メモリ:', '9,514 MB'],
  ['仮想メモリ: 最大サイズ:', '18,660 MB'],
  ['仮想メモリ: 利用可能:', '10,108 MB'],
  ['仮想メモリ: 使用中:', '8,552 MB'],
  ['Hyper-V の要件:', 'VM モニター モード拡張機能: はい'],
  ['', 'ファームウェアで仮想化が有効になっています: はい'],
  ['', '第 2 レベルのアドレス変換: はい'],
  ['', 'データ実行防止が使用できます: はい']
])}`
  },
  {
    name: 'Japanese, virtualization off in the firmware',
    source: "the same table with 'いいえ'",
    system: 'win32',
    verdict: 'mend',
    notMet: ['windows-virtualization'],
    text: table(25, [
      ['OS 名:', 'Microsoft Windows 11 Home'],
      ['OS バージョン:', '10.0.22631 N/A ビルド 22631'],
      ['システムの種類:', 'x64-based PC'],
      ['Hyper-V の要件:', 'VM モニター モード拡張機能: はい'],
      ['', 'ファームウェアで仮想化が有効になっています: いいえ'],
      ['', '第 2 レベルのアドレス変換: はい'],
      ['', 'データ実行防止が使用できます: はい']
    ])
  },
  {
    name: 'Chinese, Windows 10 Home 22H2, virtualization off in the firmware',
    source: "notes: '固件中已启用虚拟化: 否', '二级地址转换: 是'; '暂缺 Build' in the version",
    system: 'win32',
    verdict: 'mend',
    met: ['windows-processor', 'windows-slat', 'windows-memory', 'windows-version'],
    notMet: ['windows-virtualization', 'windows-containers'],
    text: table(18, [
      ['主机名:', 'DESKTOP-ADA'],
      ['OS 名称:', 'Microsoft Windows 10 家庭中文版'],
      ['OS 版本:', '10.0.19045 暂缺 Build 19045'],
      ['OS 制造商:', 'Microsoft Corporation'],
      ['OS 配置:', '独立工作站'],
      ['系统制造商:', 'HP'],
      ['系统型号:', 'HP Laptop 15-da1xxx'],
      ['系统类型:', 'x64-based PC'],
      ['处理器:', '安装了 1 个处理器。'],
      ['', '[01]: Intel64 Family 6 Model 142 Stepping 11 GenuineIntel ~1600 Mhz'],
      ['物理内存总量:', '8,059 MB'],
      ['可用的物理内存:', '2,501 MB'],
      ['虚拟内存: 最大值:', '16,251 MB'],
      ['网卡:', '安装了 3 个 NIC。'],
      ['', '[02]: VMware Virtual Ethernet Adapter for VMnet1'],
      ['', '    启用 DHCP:   是'],
      ['Hyper-V 要求:', '虚拟机监视器模式扩展: 是'],
      ['', '固件中已启用虚拟化: 否'],
      ['', '二级地址转换: 是'],
      ['', '数据执行保护可用: 是']
    ])
  },
  {
    name: 'Chinese, Windows 11 Pro with a hypervisor, beside VMware’s network cards',
    source: "notes of 2023: '[01]: VMware Virtual Ethernet Adapter for VMnet1', '已检测到虚拟机监控程序。'",
    system: 'win32',
    verdict: 'desktop',
    met: [...ready, 'windows-hypervisor'],
    text: table(18, [
      ['主机名:', 'ADA'],
      ['OS 名称:', 'Microsoft Windows 11 专业版'],
      ['OS 版本:', '10.0.22631 暂缺 Build 22631'],
      ['系统制造商:', 'LENOVO'],
      ['系统型号:', '82JQ'],
      ['系统类型:', 'x64-based PC'],
      ['物理内存总量:', '32,619 MB'],
      ['可用的物理内存:', '18,400 MB'],
      ['网卡:', '安装了 11 个 NIC。'],
      ['', '[01]: VMware Virtual Ethernet Adapter for VMnet1'],
      ['', '    启用 DHCP:   否'],
      ['Hyper-V 要求:', '已检测到虚拟机监控程序。将不显示 Hyper-V 所需的功能。']
    ])
  },
  {
    name: 'Chinese of Taiwan, Windows 11 Pro',
    source: 'systeminfo with the language pack zh-TW',
    system: 'win32',
    verdict: 'desktop',
    met: ready,
    text: table(23, [
      ['主機名稱:', 'ADA-NB'],
      ['作業系統名稱:', 'Microsoft Windows 11 專業版'],
      ['作業系統版本:', '10.0.26100 N/A 組建 26100'],
      ['系統型號:', 'ASUS TUF Gaming F15'],
      ['系統類型:', 'x64-based PC'],
      ['實體記憶體總計:', '16,088 MB'],
      ['可用實體記憶體:', '7,455 MB'],
      ['Hyper-V 需求:', 'VM 監視器模式延伸模組: 是'],
      ['', '韌體中已啟用虛擬化: 是'],
      ['', '第二層位址轉譯: 是'],
      ['', '可使用資料執行防止: 是']
    ])
  },
  {
    name: 'Korean, Windows 10 Home 21H2',
    source: "systeminfo with the language pack ko-KR, whose sizes have no space: '8,107MB'",
    system: 'win32',
    verdict: 'older',
    met: ['windows-processor', 'windows-virtualization', 'windows-slat', 'windows-memory'],
    notMet: ['windows-version'],
    text: table(23, [
      ['호스트 이름:', 'ADA-PC'],
      ['OS 이름:', 'Microsoft Windows 10 Home'],
      ['OS 버전:', '10.0.19044 N/A 빌드 19044'],
      ['시스템 모델:', '950XCJ/951XCJ/950XCR'],
      ['시스템 종류:', 'x64-based PC'],
      ['총 실제 메모리:', '8,107MB'],
      ['사용 가능한 실제 메모리:', '3,021MB'],
      ['Hyper-V 요구 사항:', 'VM 모니터 모드 확장: 예'],
      ['', '펌웨어에 가상화 사용: 예'],
      ['', '두 번째 수준 주소 변환: 예'],
      ['', '데이터 실행 방지 사용 가능: 예']
    ])
  },
  {
    name: 'Russian, Windows 10 Pro, with a hypervisor',
    source: "systeminfo with the language pack ru-RU: 'Майкрософт Windows', 'низкоуровневая оболочка'",
    system: 'win32',
    verdict: 'desktop',
    met: ready,
    says: { 'windows-version': /found\.pro .*19045/ },
    text: table(34, [
      ['Имя узла:', 'DESKTOP-ADA'],
      ['Название ОС:', 'Майкрософт Windows 10 Pro'],
      ['Версия ОС:', '10.0.19045 Н/Д построение 19045'],
      ['Изготовитель ОС:', 'Microsoft Corporation'],
      ['Параметры ОС:', 'Изолированная рабочая станция'],
      ['Модель системы:', 'Aspire A315-42'],
      ['Тип системы:', 'x64-based PC'],
      ['Полный объем физической памяти:', '16 309 МБ'],
      ['Доступная физическая память:', '9 121 МБ'],
      ['Виртуальная память: Макс. размер:', '18 741 МБ'],
      [
        'Требования Hyper-V:',
        'Обнаружена низкоуровневая оболочка. Функции, необходимые для Hyper-V, отображены не будут.'
      ]
    ])
  }
]
