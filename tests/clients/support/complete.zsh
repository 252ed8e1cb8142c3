# Types each line and a tab into a zsh of its own, and prints what stands there then, as <line>:
#   zsh -f complete.zsh COMPLETION-SCRIPT LINE…
zmodload zsh/zpty
zpty typed 'PS1= TERM=dumb zsh -f -i'
zpty -w typed "autoload -Uz compinit; compinit -u -D; source ${(q)1}; unsetopt BEEP; echo REA''DY"
zpty -r typed screen '*READY*'
for line in "${@:2}"; do
  zpty -w -n typed "$line"$'\t'
  zpty -w -n typed $'\C-aecho "<\C-e>"\n'
  # Not the command, which the line editor may draw several times over, but the line that it prints.
  zpty -r typed screen $'*\n<*>*'
  print -r -- ${${(M)${(f)screen}:#<*>*}[-1]%$'\r'}
done
zpty -d typed
