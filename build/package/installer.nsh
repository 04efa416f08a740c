; Windows before 10 is refused before anything is written, with the way that is left there: Electron no longer starts on it.
; `customInit` and not `preInit`: the latter runs where the installer is built, too.
!define OLDER_LINK "https://github.com/docker-archive/toolbox/releases"

!macro customInit
  ${IfNot} ${AtLeastWin10}
    ; 1036: French.
    ${If} $LANGUAGE == 1036
      MessageBox MB_YESNO|MB_ICONSTOP "${PRODUCT_NAME} demande Windows 10 ou plus récent, en 64 bits.$\r$\n$\r$\nSur Windows 7 et 8, Docker ne fonctionne que par Docker Toolbox, avec VirtualBox. Ouvrir sa page ?" /SD IDNO IDNO older_end
    ${Else}
      MessageBox MB_YESNO|MB_ICONSTOP "${PRODUCT_NAME} needs a 64-bit Windows 10 or later.$\r$\n$\r$\nOn Windows 7 and 8, Docker runs by Docker Toolbox alone, with VirtualBox. Open its page?" /SD IDNO IDNO older_end
    ${EndIf}
    ExecShell "open" "${OLDER_LINK}"
    older_end:
    ; ERROR_OLD_WIN_VERSION, for who installs without a window.
    SetErrorLevel 1150
    Quit
  ${EndIf}
!macroend
