vim.api.nvim_create_autocmd("FileType", {
  pattern = "go",
  callback = function(args)
    for name, cmd in pairs({ gopls = { "gopls" }, inflight = { "inflight", "lsp" } }) do
      local client = vim.lsp.start_client({ name = name, cmd = cmd, root_dir = vim.fn.getcwd() })
      vim.lsp.buf_attach_client(args.buf, client)
    end
  end,
})
