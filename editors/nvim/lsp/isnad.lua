-- Read by Neovim 0.11 and later for `vim.lsp.enable('isnad')`.
return require('isnad').config()
