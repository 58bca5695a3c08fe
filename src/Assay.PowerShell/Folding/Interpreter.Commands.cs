using System.Collections.Frozen;

namespace Assay.PowerShell.Folding;

/// <summary>Commands.</summary>
internal sealed partial class Interpreter
{
    // Commands that write nothing and change nothing that is tracked here.
    private static readonly FrozenSet<string> Silent = new[]
    {
        "Write-Host", "Write-Verbose", "Write-Debug", "Write-Warning", "Write-Information", "Write-Progress", "Write-Error", "Out-Null", "Out-Host", "Out-Default", "Start-Sleep", "Clear-Host", "Set-StrictMode", "Add-Type",
        "Set-ExecutionPolicy",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private Flow ExecuteCommand(CommandAst command, Output? input, Output? output)
    {
        if (command.Elements.Count == 0)
        {
            return Flow.Next;
        }

        string? name;
        if (command.Elements[0] is StringConstantExpressionAst constant)
        {
            name = constant.Value;
        }
        else if (command.Elements[0] is ExpressionAst expression)
        {
            var value = Evaluate(expression);
            if (value.Content is FoldedBlock block)
            {
                CallBlock(command, block, value.Techniques, input, output);
                return Flow.Next;
            }

            name = value.Content is FoldedCommand found ? found.Definition : value.IsConstant && !Sequences.IsSequence(value.Content) ? value.Text : value.Content is object?[] and [string only] ? only : null;
        }
        else
        {
            name = null;
        }

        if (name is null)
        {
            Unevaluated(command, input, output);
            return Flow.Next;
        }

        var resolved = _commands.Resolve(name);
        if (_commands.Functions.TryGetValue(resolved, out var function) || _commands.Functions.TryGetValue(StripScope(resolved), out function))
        {
            CallFunction(function, command, input, output);
            return Flow.Next;
        }

        RunKnown(command, resolved, input, output);
        return Flow.Next;
    }

    private static string StripScope(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 ? name[(colon + 1)..] : name;
    }

    private void RunKnown(CommandAst command, string name, Output? input, Output? output)
    {
        switch (name)
        {
            case "ForEach-Object":
                ForEachObject(command, input, output);
                break;
            case "Where-Object":
                WhereObject(command, input, output);
                break;
            case "Write-Output":
                WriteOutput(command, input, output);
                break;
            case "Invoke-Expression":
                InvokeExpression(command, input, output);
                break;
            case "Invoke-Command":
                InvokeCommand(command, input, output);
                break;
            case "New-Object":
                NewObject(command, output);
                break;
            case "Set-Variable" or "New-Variable":
                SetVariable(command, output);
                break;
            case "Get-Variable":
                GetVariable(command, output);
                break;
            case "Remove-Variable" or "Clear-Variable":
                ForgetVariable(command);
                break;
            case "Set-Alias" or "New-Alias":
                SetAlias(command);
                break;
            case "Get-Alias" or "Get-Command":
                FindCommand(command, name == "Get-Alias", output);
                break;
            case "Set-Item" or "New-Item" or "Set-Content":
                SetItem(command, output);
                break;
            case "Get-Item" or "Get-ChildItem" or "Get-Content":
                GetItem(command, name, output);
                break;
            case "Select-Object":
                SelectObject(command, input, output);
                break;
            case "Sort-Object":
                SortObject(command, input, output);
                break;
            case "Join-Path":
                JoinPath(command, output);
                break;
            case "Join-String":
                JoinString(command, input, output);
                break;
            case "ConvertTo-SecureString":
                ToSecureString(command, output);
                break;
            case "ConvertFrom-SecureString":
                FromSecureString(command, input, output);
                break;
            case "Out-String":
                OutString(command, input, output);
                break;
            default:
                if (Silent.Contains(name))
                {
                    WalkArguments(command, walkBlocks: true);
                }
                else
                {
                    Unevaluated(command, input, output);
                }

                break;
        }
    }

    // Arguments are evaluated for their values; blocks among them may run any number of times.
    private void Unevaluated(CommandAst command, Output? input, Output? output)
    {
        _ = input;
        _opaque++;
        output?.MarkUnknown();
        WalkArguments(command, walkBlocks: true);
    }

    private void WalkArguments(CommandAst command, bool walkBlocks)
    {
        for (var i = 1; i < command.Elements.Count; i++)
        {
            var expression = command.Elements[i] is CommandParameterAst parameter ? parameter.Argument : command.Elements[i] as ExpressionAst;
            if (expression is null || IsLiteral(expression))
            {
                continue;
            }

            var value = Evaluate(expression);
            if (walkBlocks)
            {
                WalkIfBlock(value);
            }

            if (i > 0 && command.Elements[i - 1] is CommandParameterAst { Argument: null } named && CommandLookup.NamesVariable(named.Name) && value.Text is { } variable)
            {
                _variables.Forget(variable.TrimStart('+'), onlyMutable: false);
            }
        }

        for (var i = 1; i < command.Elements.Count; i++)
        {
            if (command.Elements[i] is StringConstantExpressionAst text && command.Elements[i - 1] is CommandParameterAst { Argument: null } named && CommandLookup.NamesVariable(named.Name))
            {
                _variables.Forget(text.Value.TrimStart('+'), onlyMutable: false);
            }
        }
    }

    private void WriteOutput(CommandAst command, Output? input, Output? output)
    {
        var bound = Bind(command, Parameters.Write);
        if (input is not null)
        {
            output?.Append(input, _work);
            return;
        }

        if (bound.Has("InputObject"))
        {
            output?.Add(bound.Value("InputObject"), _work);
        }

        foreach (var value in bound.Positional)
        {
            if (value.IsConstant && bound.Positional.Count > 1)
            {
                output?.AddOne(value.Content, _work);
                output?.Use(value.Techniques);
            }
            else
            {
                output?.Add(value, _work);
            }
        }
    }

    private void InvokeExpression(CommandAst command, Output? input, Output? output)
    {
        var bound = Bind(command, Parameters.Expression);
        if (input is not null && !bound.IsGiven("Command", 0))
        {
            var texts = input.IsUnknown ? [] : input.Items;
            if (input.IsUnknown)
            {
                _opaque++;
                output?.MarkUnknown();
            }

            foreach (var item in texts)
            {
                RunText(command, item is UnknownElement ? default : FoldedValue.Constant(Texts.Of(item, _work.Separator), input.Techniques), output, newScope: false);
            }

            return;
        }

        var value = bound.At("Command", 0);
        RunText(command, value.Text is { } text ? FoldedValue.Constant(text, value.Techniques) : default, output, newScope: false);
    }

    private void InvokeCommand(CommandAst command, Output? input, Output? output)
    {
        var bound = Bind(command, Parameters.Invoke);
        var block = (bound.Has("ScriptBlock") ? bound.Value("ScriptBlock") : bound.Positional.Find(value => value.Content is FoldedBlock)).Content as FoldedBlock;
        if (block is null || bound.Has("ComputerName") || bound.Has("Session") || bound.Has("AsJob") || bound.IsUnknown)
        {
            _opaque++;
            output?.MarkUnknown();
            if (block is not null)
            {
                WalkBlock(block);
            }

            return;
        }

        var arguments = bound.Has("ArgumentList") ? [.. Operators.ArgumentsOf(bound.Value("ArgumentList").Content).Select(item => FoldedValue.Of(item, bound.Value("ArgumentList").Techniques))] : new List<FoldedValue>();
        if (bound.Has("ArgumentList") && !bound.Value("ArgumentList").IsConstant)
        {
            arguments = [default];
        }

        RunBlock(block, arguments, null, input, output, newScope: !bound.Has("NoNewScope"));
    }

    private void NewObject(CommandAst command, Output? output)
    {
        var bound = Bind(command, Parameters.NewObject);
        var name = bound.At("TypeName", 0);
        if (bound.Has("ComObject") || name.Text is not { } text)
        {
            _opaque++;
            output?.MarkUnknown();
            return;
        }

        var type = name.Content is FoldedType known ? known.FullName : _types.Resolve(text);
        var list = bound.At("ArgumentList", 1);
        var arguments = bound.Has("ArgumentList") || bound.Positional.Count == 2 ? list : bound.Positional.Count < 2 ? FoldedValue.Constant(Array.Empty<object?>()) : FoldedValue.Constant(bound.Positional.Skip(1).Select(value => value.AsElement()).ToArray());
        var values = arguments.IsConstant ? [.. Operators.ArgumentsOf(arguments.Content)] : new object?[] { UnknownElement.Any };

        // An array of bytes or characters is one argument when it stands alone: New-Object IO.MemoryStream(,$bytes).
        if (arguments.Content is byte[] or char[])
        {
            values = [arguments.Content];
        }

        _work.Used = Techniques.None;
        var made = Array.Exists(values, value => value is UnknownElement) || bound.Has("Property") ? WithProperties(type, bound) : Constructors.Create(type, new Arguments(values, _work), _types);
        var result = FoldedValue.Of(made, arguments.Techniques | _work.Used);
        if (!result.IsConstant)
        {
            _opaque++;
        }

        if (Sequences.IsSequence(made))
        {
            output?.AddOne(made, _work);
            output?.Use(result.Techniques);
        }
        else
        {
            output?.Add(result, _work);
        }
    }

    private static object? WithProperties(string type, Bound bound) =>
        type is "System.Management.Automation.PSObject" or "System.Object" && bound.Value("Property").Content is FoldedTable table ? table.Copy(ObjectTypes.CustomObject) : new UnknownElement(type);

    private void FindCommand(CommandAst command, bool aliases, Output? output)
    {
        var bound = Bind(command, aliases ? Parameters.Alias : Parameters.Command);
        var name = bound.At("Name", 0);
        if (output is null || name.Text is not { } pattern || bound.IsUnknown || bound.Positional.Count > 1 || bound.Has("Module") || bound.Has("Verb") || bound.Has("Noun"))
        {
            output?.MarkUnknown(aliases ? "System.Management.Automation.AliasInfo" : null);
            return;
        }

        if (bound.Has("Definition"))
        {
            output.MarkUnknown("System.Management.Automation.AliasInfo");
            return;
        }

        var found = aliases ? _commands.FindAliases(pattern, _work) : _commands.FindCommands(pattern, _work);
        if (found.Count == 0)
        {
            output.MarkUnknown();
            return;
        }

        output.Use(name.Techniques | (Wildcards.HasWildcard(pattern) ? Techniques.Wildcard : Techniques.None));
        foreach (var item in found)
        {
            output.AddOne(item, _work);
        }
    }

    private void SetAlias(CommandAst command)
    {
        var bound = Bind(command, Parameters.Alias);
        if (bound.At("Name", 0).Text is not { } name)
        {
            return;
        }

        if (bound.At("Value", 1).Text is { } target && !target.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            _commands.Aliases[name] = target;
        }
        else
        {
            _commands.Aliases.Remove(name);
        }
    }
}
