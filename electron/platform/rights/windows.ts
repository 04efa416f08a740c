/** Asking for rights on Windows: a PowerShell that starts another with UAC's question, which starts the program. */

/** UAC's question was answered with no (ERROR_CANCELLED). */
export const declinedByUac = 1223

const single = (text: string): string => `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`

/** One argument as Windows programs split their command line (CommandLineToArgvW). */
function argument(text: string): string {
  if (/^[^\s"]+$/.test(text)) return text
  return `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`
}

export const windowsArguments = (words: readonly string[]): string => words.map(argument).join(' ')

/** `-EncodedCommand` takes UTF-16LE in Base64: no shell or program between reads anything into it. */
const encoded = (script: string): string => Buffer.from(script, 'utf16le').toString('base64')

const powershell = (script: string): readonly string[] => [
  '-NoProfile',
  '-NonInteractive',
  '-EncodedCommand',
  encoded(script)
]

/**
 * What is started with rights has no output that its starter could read: it goes to `OUTPUT.out` and `OUTPUT.err`. Process.Start
 * rather than Start-Process, which loses the number of the error that tells a refusal from anything else.
 */
export function withUac(program: string, words: readonly string[], output: string | undefined): readonly string[] {
  const quoted = windowsArguments(words)
  const inner = [
    `$p = @{ FilePath = ${single(program)}; NoNewWindow = $true; Wait = $true; PassThru = $true }`,
    ...(quoted === '' ? [] : [`$p.ArgumentList = ${single(quoted)}`]),
    ...(output === undefined
      ? []
      : [
          `$p.RedirectStandardOutput = ${single(`${output}.out`)}; $p.RedirectStandardError = ${single(`${output}.err`)}`
        ]),
    'try { $e = Start-Process @p } catch { exit 127 }',
    'exit $e.ExitCode'
  ]
  const outer = [
    '$i = New-Object System.Diagnostics.ProcessStartInfo',
    "$i.FileName = 'powershell.exe'",
    `$i.Arguments = ${single(windowsArguments(powershell(inner.join('\n'))))}`,
    "$i.Verb = 'runas'; $i.UseShellExecute = $true; $i.WindowStyle = 'Hidden'",
    'try { $s = [System.Diagnostics.Process]::Start($i) } catch {',
    `  for ($x = $_.Exception; $x; $x = $x.InnerException) { if ($x.NativeErrorCode -eq ${declinedByUac}) { exit ${declinedByUac} } }`,
    '  [Console]::Error.WriteLine($_.Exception.Message); exit 1',
    '}',
    '$s.WaitForExit(); exit $s.ExitCode'
  ]
  return powershell(outer.join('\n'))
}
