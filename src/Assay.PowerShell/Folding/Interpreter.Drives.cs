namespace Assay.PowerShell.Folding;

/// <summary>Commands about variables, and the drives <c>Variable:</c> and <c>Env:</c>.</summary>
internal sealed partial class Interpreter
{
    private void SetVariable(CommandAst command, Output? output)
    {
        var bound = Bind(command, Parameters.Variable);
        var value = bound.At("Value", 1);
        if (bound.At("Name", 0).Text is not { } name)
        {
            ForgetAll();
            return;
        }

        value = bound.IsGiven("Value", 1) ? value : FoldedValue.Constant(null);
        var scope = bound.Text("Scope");
        SetPath(scope is not null && (scope.Equals("global", StringComparison.OrdinalIgnoreCase) || scope.Equals("script", StringComparison.OrdinalIgnoreCase)) ? $"{scope}:{name}" : name, value);
        if (bound.Has("PassThru"))
        {
            output?.AddOne(new VariableObject(name, name), _work);
        }
    }

    private void GetVariable(CommandAst command, Output? output)
    {
        var bound = Bind(command, Parameters.Variable);
        var pattern = bound.At("Name", 0);
        if (output is null || pattern.Text is not { } name || bound.IsUnknown || bound.Has("Include") || bound.Has("Exclude"))
        {
            output?.MarkUnknown();
            return;
        }

        WriteVariable(name, bound.Has("ValueOnly"), pattern.Techniques, output);
    }

    private void WriteVariable(string name, bool valueOnly, Techniques techniques, Output output)
    {
        if (Wildcards.HasWildcard(name))
        {
            // A variable of the script that fits as well makes the pick ambiguous.
            if (AutomaticVariables.Single(name, _work) is not { } single || _variables.Global.Names.Any(known => !known.Equals(single, StringComparison.OrdinalIgnoreCase) && Wildcards.IsMatch(name, known, caseSensitive: false, _work) != false))
            {
                output.MarkUnknown();
                return;
            }

            techniques |= Techniques.Wildcard | Techniques.WellKnownValue;
            name = single;
        }

        output.Use(techniques | Techniques.Variable);
        if (valueOnly)
        {
            output.Add(ReadPath(name), _work);
        }
        else
        {
            output.AddOne(new VariableObject(name, name), _work);
        }
    }

    private void ForgetVariable(CommandAst command)
    {
        var bound = Bind(command, Parameters.Variable);
        foreach (var value in bound.All)
        {
            foreach (var item in value.IsConstant ? Operators.ArgumentsOf(value.Content) : [])
            {
                if (item is string name)
                {
                    _variables.Forget(name, onlyMutable: false);
                }
            }
        }
    }

    // Env:\X => env:X, Variable:x => x; null for other drives.
    private static string? DrivePath(string path)
    {
        foreach (var drive in (ReadOnlySpan<string>)["env:", "variable:", "function:", "alias:"])
        {
            if (path.StartsWith(drive, StringComparison.OrdinalIgnoreCase))
            {
                var name = path[drive.Length..].TrimStart('\\', '/');
                return name.Length == 0 ? null : drive == "variable:" ? name : drive + name;
            }
        }

        return null;
    }

    private void SetItem(CommandAst command, Output? output)
    {
        var bound = Bind(command, Parameters.Item);
        var path = bound.Has("LiteralPath") ? bound.Value("LiteralPath") : bound.At("Path", 0);
        if (path.Text is { } text && DrivePath(text) is { } variable)
        {
            SetPath(variable, bound.IsGiven("Value", 1) ? bound.At("Value", 1) : FoldedValue.Constant(null));
            return;
        }

        _opaque++;
        output?.MarkUnknown();
    }

    private void GetItem(CommandAst command, string name, Output? output)
    {
        var bound = Bind(command, Parameters.Item);
        var path = bound.Has("LiteralPath") ? bound.Value("LiteralPath") : bound.At("Path", 0);
        if (output is null || path.Text is not { } text || DrivePath(text) is not { } variable || bound.IsUnknown)
        {
            _opaque++;
            output?.MarkUnknown();
            return;
        }

        var value = name == "Get-Content";
        if (variable.StartsWith("function:", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("alias:", StringComparison.OrdinalIgnoreCase))
        {
            output.Add(value ? ReadPath(variable) : default, _work);
        }
        else if (variable.StartsWith("env:", StringComparison.OrdinalIgnoreCase))
        {
            if (Wildcards.HasWildcard(variable))
            {
                output.MarkUnknown();
            }
            else if (value)
            {
                output.Add(ReadPath(variable), _work);
            }
            else
            {
                output.AddOne(new VariableObject(variable[4..], variable), _work);
            }
        }
        else
        {
            WriteVariable(variable, value, path.Techniques, output);
        }
    }

    private void SelectObject(CommandAst command, Output? input, Output? output)
    {
        var bound = Bind(command, Parameters.Select);
        if (input is null || output is null || input.IsUnknown || bound.IsUnknown || bound.Has("Unique") || bound.Has("ExcludeProperty") || bound.Has("SkipLast") || bound.IsGiven("Property", 0))
        {
            output?.MarkUnknown();
            return;
        }

        IEnumerable<object?> items = input.Items;
        if (bound.Has("Index"))
        {
            var indexes = Operators.ArgumentsOf(bound.Value("Index").Content);
            items = indexes.Select(index => index is int at && at >= 0 && at < input.Count ? input.Items[at] : UnknownElement.Any);
        }

        if (bound.Has("Skip"))
        {
            items = Numbers.TryInt(bound.Value("Skip").Content, out var skip) ? items.Skip(skip) : [UnknownElement.Any];
        }

        if (bound.Has("First"))
        {
            items = Numbers.TryInt(bound.Value("First").Content, out var first) ? items.Take(first) : [UnknownElement.Any];
        }

        if (bound.Has("Last"))
        {
            items = Numbers.TryInt(bound.Value("Last").Content, out var last) ? items.TakeLast(last) : [UnknownElement.Any];
        }

        output.Use(input.Techniques);
        foreach (var item in items)
        {
            var value = bound.Has("ExpandProperty") ? item is not UnknownElement && bound.Text("ExpandProperty") is { } property ? Property(FoldedValue.Constant(item), property) : UnknownElement.Any : item;
            if (value is UnknownElement or MethodReference)
            {
                output.MarkUnknown();
                return;
            }

            output.AddOne(value, _work);
        }
    }

    private void SortObject(CommandAst command, Output? input, Output? output)
    {
        var bound = Bind(command, Parameters.Sort);
        if (input is null || output is null || input.IsUnknown || bound.IsUnknown || bound.IsGiven("Property", 0) || bound.Has("Unique") || bound.Has("Top") || bound.Has("Bottom") || !_work.Spending.TakeSteps(input.Count * 4L))
        {
            output?.MarkUnknown();
            return;
        }

        var items = input.Items.ToList();
        if (!items.TrueForAll(item => item is int) && !items.TrueForAll(item => item is string text && Comparisons.IsPlain(text)))
        {
            output.MarkUnknown();
            return;
        }

        items = items.TrueForAll(item => item is int) ? [.. items.Order()] : [.. items.Cast<string>().Order(StringComparer.OrdinalIgnoreCase)];
        if (bound.Has("Descending"))
        {
            items.Reverse();
        }

        output.Use(input.Techniques);
        foreach (var item in items)
        {
            output.AddOne(item, _work);
        }
    }

    private void JoinPath(CommandAst command, Output? output)
    {
        var bound = Bind(command, Parameters.Path);
        var parent = bound.At("Path", 0);
        var child = bound.At("ChildPath", 1);
        if (bound.IsUnknown || bound.Positional.Count > 2 || bound.Has("AdditionalChildPath") || bound.Has("Resolve") || parent.Content is not string first || child.Content is not string second || !_work.Fits(first.Length + (long)second.Length))
        {
            output?.MarkUnknown("System.String");
            return;
        }

        output?.Add(FoldedValue.Constant($"{first.TrimEnd('\\', '/')}\\{second.TrimStart('\\', '/')}", parent.Techniques | child.Techniques | Techniques.Expansion), _work);
    }

    private void JoinString(CommandAst command, Output? input, Output? output)
    {
        var bound = Bind(command, Parameters.Join);
        var separator = bound.Has("Separator") ? bound.Text("Separator") : bound.Positional.Count > 0 ? null : "";
        if (input is null || input.IsUnknown || bound.IsUnknown || separator is null || bound.Has("Property") || bound.Has("SingleQuote") || bound.Has("DoubleQuote") || bound.Has("FormatString") || bound.Has("OutputPrefix") || bound.Has("OutputSuffix"))
        {
            output?.MarkUnknown("System.String");
            return;
        }

        _work.Used = Techniques.None;
        output?.Add(FoldedValue.Of(Operators.Join(input.Items.ToArray(), separator, _work), input.Techniques | _work.Used), _work);
    }

    private void OutString(CommandAst command, Output? input, Output? output)
    {
        WalkArguments(command, walkBlocks: false);
        if (input is null || input.IsUnknown || input.Items.Any(item => item is not string))
        {
            output?.MarkUnknown("System.String");
            return;
        }

        _work.Used = Techniques.None;
        var text = Operators.Join(input.Items.ToArray(), "\r\n", _work);
        output?.Add(text is string known ? FoldedValue.Constant(known + "\r\n", input.Techniques) : FoldedValue.OfType("System.String"), _work);
    }

    private void ToSecureString(CommandAst command, Output? output)
    {
        var bound = Bind(command, Parameters.Secure);
        var text = bound.At("String", 0);
        SecureText? result = null;
        if (text.Content is string plain && !bound.IsUnknown)
        {
            _work.Used = Techniques.None;
            var key = bound.Has("Key") ? bound.Value("Key") : bound.Value("SecureKey");
            result = bound.Has("AsPlainText") ? new SecureText(plain) : SecureTexts.Key(key.Content) is { } bytes ? SecureTexts.Decrypt(plain, bytes, _work) : null;
        }

        output?.Add(result is null ? FoldedValue.OfType("System.Security.SecureString") : FoldedValue.Constant(result, text.Techniques | _work.Used), _work);
    }

    private void FromSecureString(CommandAst command, Output? input, Output? output)
    {
        var bound = Bind(command, Parameters.Secure);
        var secure = bound.IsGiven("SecureString", 0) ? bound.At("SecureString", 0) : input?.Collapse() ?? default;
        output?.Add(bound.Has("AsPlainText") && secure.Content is SecureText known ? FoldedValue.Constant(known.Text, secure.Techniques) : FoldedValue.OfType("System.String"), _work);
    }
}
