-- Drives Neovim through the steps of the test: see editors_test.go.
local out = io.open(vim.env.OUT, "w")

local function found()
  local list = vim.diagnostic.get(0)
  table.sort(list, function(a, b) return a.lnum < b.lnum end)
  local lines = {}
  for _, d in ipairs(list) do
    if d.source == "spawnloop" or d.source == "inflight" then
      table.insert(lines, (d.lnum + 1) .. " " .. d.message)
    end
  end
  return lines
end

local function step(name, count)
  local ok = vim.wait(90000, function() return #found() == count end, 50)
  out:write(name .. ": " .. table.concat(found(), "; ") .. "\n")
  out:flush()
  if not ok then
    vim.cmd("cquit")
  end
end

vim.ui.select = function(items, options, choose)
  for _, item in ipairs(items) do
    if string.find(options.format_item(item), "at most", 1, true) then
      return choose(item)
    end
  end
  out:write("no such fix\n")
end

vim.cmd("edit " .. vim.env.FILE)
step("opened", 2)
vim.cmd([[%s/\tlib.Fetch(url)/\tvisit(url); _ = lib.Fetch/]])
step("edited", 1)
vim.cmd("undo")
step("restored", 2)
vim.fn.cursor(14, 1)
vim.fn.search("go func")
vim.lsp.buf.code_action({ only = { "quickfix" } })
step("fixed", 1)
vim.cmd("write")
out:close()
vim.cmd("qall!")
