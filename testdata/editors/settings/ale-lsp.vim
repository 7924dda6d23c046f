call ale#linter#Define('go', {
\   'name': 'inflight',
\   'lsp': 'stdio',
\   'executable': 'inflight',
\   'command': '%e lsp',
\   'project_root': {buffer -> fnamemodify(ale#path#FindNearestFile(buffer, 'go.mod'), ':h')},
\})
let g:ale_linters = {'go': ['gopls', 'inflight']}
