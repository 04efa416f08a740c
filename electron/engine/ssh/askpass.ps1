# ssh runs this to ask a person (SSH_ASKPASS), through a line of cmd: the question is read from that line's own process, so that
# no shell ever parses it, and goes to Escale through a named pipe, with the word that only its own ssh was given.
$ErrorActionPreference = 'Stop'
$parent = (Get-CimInstance Win32_Process -Filter "ProcessId=$PID").ParentProcessId
$line = (Get-CimInstance Win32_Process -Filter "ProcessId=$parent").CommandLine
$utf8 = New-Object System.Text.UTF8Encoding($false)
$pipe = New-Object System.IO.Pipes.NamedPipeClientStream('.', $env:ESCALE_ASK_PIPE, [System.IO.Pipes.PipeDirection]::InOut)
$pipe.Connect(5000)
$asked = [Convert]::ToBase64String($utf8.GetBytes("$($env:SSH_ASKPASS_PROMPT)`n$line"))
$bytes = $utf8.GetBytes("$($env:ESCALE_ASK_TOKEN) $asked`n")
$pipe.Write($bytes, 0, $bytes.Length)
$pipe.Flush()
$reply = (New-Object System.IO.StreamReader($pipe, $utf8)).ReadLine()
if ($null -eq $reply -or -not $reply.StartsWith('+')) { exit 1 }
$answer = $utf8.GetBytes($reply.Substring(1) + "`n")
[Console]::OpenStandardOutput().Write($answer, 0, $answer.Length)
