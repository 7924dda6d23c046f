let g:ale_linters = {'go': ['gopls']}
let g:ale_go_gopls_executable = 'inflight'
let g:ale_go_gopls_options = 'gopls'
let g:ale_go_gopls_init_options = {'diagnosticsDelay': '250ms'}
