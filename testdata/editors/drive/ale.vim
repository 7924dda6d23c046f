" Drives Vim with ALE through the steps of the test: see editors_test.go. The fix is left out if
" $FIX is "no".
set nomore
filetype on
runtime! plugin/ale.vim

function! s:Found() abort
  let l:lines = []
  for l:d in getloclist(0)
    if l:d.text =~# 'per element'
      " ALE puts the code before the message.
      call add(l:lines, l:d.lnum . ' ' . substitute(l:d.text, '^[a-z]*: ', '', ''))
    endif
  endfor
  return l:lines
endfunction

function! s:Step(name, count) abort
  let l:tries = 0
  while len(s:Found()) != a:count && l:tries < 900
    sleep 100m
    let l:tries += 1
  endwhile
  call writefile([a:name . ': ' . join(s:Found(), '; ')], $OUT, 'a')
  if len(s:Found()) != a:count
    cquit
  endif
endfunction

" Stands in for the menu, which each server fills once.
function! s:Choose(data, items) abort
  for [l:kind, l:item] in a:items
    if l:item.title =~# 'at most'
      call ale#codefix#ApplyLSPCodeAction(a:data, l:item)
      call ale#Queue(0)
      return
    endif
  endfor
endfunction

execute 'edit' $FILE
call s:Step('opened', 2)
%s/\tlib.Fetch(url)/\tvisit(url); _ = lib.Fetch/
call ale#Queue(0)
call s:Step('edited', 1)
%s/\tvisit(url); _ = lib.Fetch/\tlib.Fetch(url)/
call ale#Queue(0)
call s:Step('restored', 2)
if $FIX !=# 'no'
  call cursor(14, 1)
  call search('go func')
  call ale#codefix#Execute(0, function('s:Choose'))
  call s:Step('fixed', 1)
  write!
endif
qall!
