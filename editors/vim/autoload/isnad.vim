" isnad for ALE: the linter's definition for a filetype, from ale_linters/.

call ale#Set('isnad_executable', 'isnad')
" The settings, such as {'language': 'ar', 'rules': {'vague-date': 'off'}}.
call ale#Set('isnad_settings', {})

" ALE's columns are bytes, whatever the protocol says: the server is told.
function! isnad#Define(filetype) abort
    call ale#linter#Define(a:filetype, {
    \   'name': 'isnad',
    \   'lsp': 'stdio',
    \   'executable': {buffer -> ale#Var(buffer, 'isnad_executable')},
    \   'command': '%e serve --stdio',
    \   'project_root': function('isnad#Root'),
    \   'initialization_options': {'positionEncoding': 'utf-8'},
    \   'lsp_config': {buffer -> {'isnad': ale#Var(buffer, 'isnad_settings')}},
    \})
endfunction

" The nearest folder with an isnad.toml, else with a .git, else the article's own.
function! isnad#Root(buffer) abort
    let l:file = ale#path#FindNearestFile(a:buffer, 'isnad.toml')
    if !empty(l:file)
        return fnamemodify(l:file, ':p:h')
    endif
    let l:git = ale#path#FindNearestDirectory(a:buffer, '.git')
    return empty(l:git) ? fnamemodify(bufname(a:buffer), ':p:h') : fnamemodify(l:git, ':p:h:h')
endfunction
