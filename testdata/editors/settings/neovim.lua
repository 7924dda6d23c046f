vim.api.nvim_create_autocmd("FileType", {
  pattern = "go",
  callback = function(args)
    local client = vim.lsp.start_client({
      name = "inflight gopls",
      cmd = { "inflight", "gopls" },
      root_dir = vim.fn.getcwd(),
      init_options = { diagnosticsDelay = "250ms" },
    })
    vim.lsp.buf_attach_client(args.buf, client)
  end,
})
