using System.Text;

namespace Assay.PowerShell.Facts;

/// <summary>Texts of which only parts are known: <c>"$dir\tool.exe"</c>.</summary>
internal sealed class PartialTexts(ScriptReading reading)
{
    /// <summary>Stands for each part that is not known.</summary>
    public const char Unknown = '\uFFFC';

    private const int MaximumDepth = 16;
    private const int MaximumLength = 64 * 1024;
    private const int MaximumSteps = 512;
    private (string Variable, string Text)? _given;
    private int _steps;

    /// <summary>The text with <see cref="Unknown"/> for each part that is not known, for one of the values that a variable takes.</summary>
    public string? Of(Ast node, string variable, string text)
    {
        _given = (variable, text);
        try
        {
            return Of(node);
        }
        finally
        {
            _given = null;
        }
    }

    /// <summary>The text with <see cref="Unknown"/> for each part that is not known; null where nothing is.</summary>
    public string? Of(Ast node)
    {
        var text = new StringBuilder();
        _steps = 0;
        Append(text, node, 0);
        return text.Length == 0 || text.Length > MaximumLength || IsUnknown(text) ? null : text.ToString();
    }

    /// <summary>The last part of a path when it is known; null when it is not.</summary>
    public string? FileOf(Ast node)
    {
        if (Of(node) is not { } text)
        {
            return null;
        }

        var slash = text.AsSpan().LastIndexOfAny('/', '\\');
        var file = text[(slash + 1)..];
        return slash >= 0 && file.Length > 0 && !file.Contains(Unknown, StringComparison.Ordinal) ? text : null;
    }

    private static bool IsUnknown(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != Unknown)
            {
                return false;
            }
        }

        return true;
    }

    private void Append(StringBuilder text, Ast node, int depth)
    {
        node = Unwrap.Brackets(node, casts: true);
        if (depth > MaximumDepth || ++_steps > MaximumSteps || text.Length > MaximumLength)
        {
            text.Append(Unknown);
            return;
        }

        if (reading.ConstantText(node) is { } constant)
        {
            text.Append(constant);
            return;
        }

        if (EnginePaths.ProfileOf(reading, node) is { } profile)
        {
            text.Append(Unknown).Append('/').Append(profile);
            return;
        }

        if (EnginePaths.IsOwnFile(reading, node))
        {
            text.Append(EnginePaths.OwnFile);
            return;
        }

        switch (node)
        {
            case ExpandableStringExpressionAst expandable:
                var segments = expandable.Segments;
                for (var i = 0; i < segments.Count; i++)
                {
                    text.Append(segments[i]);
                    if (i < expandable.NestedExpressions.Count)
                    {
                        Append(text, expandable.NestedExpressions[i], depth + 1);
                    }
                }

                break;
            case BinaryExpressionAst { Operator: TokenKind.Plus } sum:
                Append(text, sum.Left, depth + 1);
                Append(text, sum.Right, depth + 1);
                break;
            case VariableExpressionAst variable:
                AppendVariable(text, variable, depth);
                break;
            case CommandAst command:
                AppendCommand(text, command, depth);
                break;
            case InvokeMemberExpressionAst { Static: true } call when reading.Types.MemberOf(call) is { Name: "System.IO.Path::Combine" }:
                for (var i = 0; i < call.Arguments.Count; i++)
                {
                    text.Append(i > 0 ? "/" : "");
                    Append(text, call.Arguments[i], depth + 1);
                }

                break;
            case MemberExpressionAst { MemberName: { } name } member when name.ToUpperInvariant() is "FULLNAME" or "PATH" or "DIRECTORYNAME" or "DIRECTORY" or "MYCOMMAND" or "MODULEBASE":
                Append(text, member.Expression, depth + 1);
                break;
            default:
                text.Append(Unknown);
                break;
        }
    }

    private void AppendVariable(StringBuilder text, VariableExpressionAst variable, int depth)
    {
        if (variable.VariablePath.Equals("PSScriptRoot", StringComparison.OrdinalIgnoreCase))
        {
            text.Append('.');
            return;
        }

        if (_given is { } given && variable.VariablePath.Equals(given.Variable, StringComparison.OrdinalIgnoreCase))
        {
            text.Append(given.Text);
            return;
        }

        if (variable.VariablePath.StartsWith("env:", StringComparison.OrdinalIgnoreCase))
        {
            text.Append('%').Append(variable.VariablePath.AsSpan(4)).Append('%');
            return;
        }

        if (reading.Variables.Values(reading.Scope, variable.VariablePath) is [{ } only] && !reading.Variables.IsParameter(reading.Scope, variable.VariablePath))
        {
            Append(text, only, depth + 3);
            return;
        }

        text.Append(Unknown);
    }

    private void AppendCommand(StringBuilder text, CommandAst command, int depth)
    {
        var name = reading.NameOf(command);
        if (name is not ("Join-Path" or "Split-Path" or "Resolve-Path" or "Convert-Path"))
        {
            text.Append(Unknown);
            return;
        }

        var parameters = Names.CommandParameters.OfCommand(name) ?? Names.CommandParameters.Unknown;
        var bound = ArgumentBinder.Bind(command, parameters, reading);
        if (name == "Join-Path")
        {
            var any = false;
            foreach (var argument in bound)
            {
                if (argument.Name is "Path" or "ChildPath" or "AdditionalChildPath" && argument.Value is { } part)
                {
                    text.Append(any ? "/" : "");
                    Append(text, part, depth + 1);
                    any = true;
                }
            }

            return;
        }

        // Split-Path $MyInvocation.MyCommand.Path: the folder of the script.
        if (name == "Split-Path")
        {
            text.Append(IsOwnPath(bound) ? '.' : Unknown);
            return;
        }

        foreach (var argument in bound)
        {
            if (argument.Name is "Path" or "LiteralPath" && argument.Value is { } path)
            {
                Append(text, path, depth + 1);
                return;
            }
        }

        text.Append(Unknown);
    }

    private bool IsOwnPath(IReadOnlyList<BoundArgument> bound)
    {
        foreach (var argument in bound)
        {
            if (argument.Name is "Path" or "LiteralPath" && argument.Value is { } path)
            {
                var written = reading.Script.TextOf(Unwrap.Brackets(path)).ToString().Trim('"', '\'', '{', '}');
                return written.Contains("MyInvocation", StringComparison.OrdinalIgnoreCase) || written.Equals("$PSCommandPath", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }
}
