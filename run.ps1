# MoneyPool Desktop on Windows, from a checkout: .\run.ps1 run | test | check | bench, and what follows is passed on.
# Each does all its own set-up: finds Python 3.12 or newer (or lets uv fetch one), makes .venv, installs the locked libraries.
param([ValidateSet("run", "test", "check", "bench")][string]$Verb = "run")
$Rest = $args
$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot
$Venv = Join-Path $PSScriptRoot ".venv"
$Python = Join-Path $Venv "Scripts\python.exe"
$Tools = Join-Path $PSScriptRoot "build\setup"

function Stop-With([string]$Sentence) {
    Write-Host $Sentence
    exit 1
}

function Test-Python([string]$Path) {
    if (-not $Path -or -not (Test-Path $Path)) { return $false }
    # the Store's placeholder answers nothing and opens a shop window
    if ((Get-Item $Path).Length -eq 0) { return $false }
    try { & $Path -c "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12) or sys.maxsize < 2**32)" 2>$null } catch { return $false }
    return $LASTEXITCODE -eq 0
}

function Find-Python {
    $found = @()
    if (Get-Command py -ErrorAction SilentlyContinue) {
        foreach ($version in "3.13", "3.14", "3.12") {
            try { $found += & py "-$version" -c "import sys; print(sys.executable)" 2>$null } catch { continue }
        }
    }
    $found += Get-Command python3, python -All -ErrorAction SilentlyContinue | ForEach-Object { $_.Source }
    $pyenv = if ($env:PYENV_ROOT) { $env:PYENV_ROOT } else { "$env:USERPROFILE\.pyenv\pyenv-win" }
    $places = "$pyenv\versions\3.1*\python.exe", "$env:APPDATA\uv\python\*\python.exe",
        "$env:LOCALAPPDATA\Programs\Python\Python31*\python.exe", "$env:ProgramFiles\Python31*\python.exe",
        "$env:USERPROFILE\*conda3\python.exe", "$env:USERPROFILE\miniforge3\python.exe", "$env:ProgramData\*conda3\python.exe"
    $found += Get-Item $places -ErrorAction SilentlyContinue | ForEach-Object { $_.FullName }
    foreach ($path in $found) { if (Test-Python $path) { return $path } }
    return $null
}

function Get-Uv {
    $uv = Get-Command uv -ErrorAction SilentlyContinue
    if ($uv) { return $uv.Source }
    $any = Get-Command py, python3, python -ErrorAction SilentlyContinue | Select-Object -First 1
    if (-not $any) { return $null }
    $pin = (Select-String -Path requirements\dev.lock -Pattern "^(uv==[^ ]+)").Matches[0].Groups[1].Value
    & $any.Source -m venv $Tools | Out-Host
    & "$Tools\Scripts\python.exe" -m pip install -q $pin | Out-Host
    $path = "$Tools\Scripts\uv.exe"
    if (Test-Path $path) { return $path }
    return $null
}

function Get-Python {
    Write-Host "No Python 3.12 or newer on this computer: fetching one."
    $uv = Get-Uv
    if (-not $uv) { return $null }
    & $uv python install 3.13 | Out-Host
    if ($LASTEXITCODE -ne 0) { return $null }
    return & $uv python find --no-project 3.13
}

function Install-Locked([string]$Kind) {
    $hash = (Get-FileHash "requirements\$Kind.lock").Hash
    $stamp = Join-Path $Venv ".stamp-$Kind"
    if ((Test-Python $Python) -and (Test-Path $stamp) -and (Get-Content $stamp) -eq "$hash $PSScriptRoot") { return }
    if (-not (Test-Python $Python)) {
        $base = Find-Python
        if (-not $base) { $base = Get-Python }
        if (-not $base) { Stop-With "MoneyPool needs Python 3.12 or newer, and none could be found or fetched: install one from python.org and run the same command again." }
        & $base -m venv --clear $Venv
        if ($LASTEXITCODE -ne 0) { Stop-With "The folder .venv could not be made: check that this folder can be written." }
    }
    Write-Host "Installing the locked libraries of requirements\$Kind.lock (the first time takes a minute or two)."
    & $Python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r "requirements\$Kind.lock"
    if ($LASTEXITCODE -ne 0) { Stop-With "The libraries could not be fetched. What was fetched is kept; check the connection and run the same command again." }
    # compiled, a start takes half as long, whatever pip and Python are told about bytecode
    & $Python -W ignore -m compileall -qq -j 0 "$Venv\Lib" moneypool_desktop
    Set-Content $stamp "$hash $PSScriptRoot"
}

Install-Locked $(if ($Verb -eq "run") { "run" } else { "dev" })
switch ($Verb) {
    "run" { & $Python -m moneypool_desktop @Rest }
    "test" { $env:QT_QPA_PLATFORM = "offscreen"; & $Python -m pytest @Rest }
    "bench" { $env:QT_QPA_PLATFORM = "offscreen"; & $Python -m bench @Rest }
    "check" {
        $failed = 0
        foreach ($check in @("ruff", "format", "--check", "."), @("ruff", "check", "."), @("basedpyright"), @("lint-imports", "--no-cache", "--no-logo")) {
            Write-Host "- $check"
            & (Join-Path $Venv "Scripts\$($check[0]).exe") @($check | Select-Object -Skip 1)
            if ($LASTEXITCODE -ne 0) { $failed = 1 }
        }
        exit $failed
    }
}
exit $LASTEXITCODE
