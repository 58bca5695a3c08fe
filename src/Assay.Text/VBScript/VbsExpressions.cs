using System.Globalization;
using Assay.Model;
using Assay.Text.Scripts;

namespace Assay.Text.VBScript;

/// <summary>Computes expressions of VBScript as far as they are constant, and reports the objects and members in them.</summary>
internal sealed class VbsExpressions(ScriptFacts facts, ComObjects objects, Dictionary<string, VbsValue> variables)
{
    private const int MaximumNesting = FixedLimits.VBScriptDepth;
    private const int LongestText = 4 * 1024 * 1024;

    private List<VbsToken> _tokens = [];
    private int _at;
    private int _nesting;

    /// <summary>The object of <c>With</c>.</summary>
    public VbsValue With { get; set; } = VbsValue.Unknown;

    /// <summary>Reads text that is run: <c>Execute</c>, <c>Eval</c>.</summary>
    public Action<VbsValue, string>? RunText { get; set; }

    /// <summary>True at the end of the statement.</summary>
    public bool IsAtEnd => _at >= _tokens.Count;

    /// <summary>Starts with the tokens of a statement.</summary>
    public void Begin(List<VbsToken> tokens, int at) => (_tokens, _at, _nesting) = (tokens, at, 0);

    /// <summary>Passes over tokens that begin no expression.</summary>
    public void Skip() => _at++;

    /// <summary>Reads a call without brackets: <c>shell.Run "x", 0</c>.</summary>
    public void ReadStatement()
    {
        Chain(Primary(isStatement: true), isStatement: true);
        while (!IsAtEnd)
        {
            // What follows an operator: shell.Run("a") & "b"
            var before = _at;
            if (_tokens[_at].Kind == VbsTokenKind.Mark)
            {
                _at++;
            }
            else
            {
                Read();
            }

            _at = Math.Max(_at, before + 1);
        }
    }

    /// <summary>Reads one expression.</summary>
    public VbsValue Read(int level = 0)
    {
        if (_nesting >= MaximumNesting || !facts.Budget.Spend(1))
        {
            if (_nesting >= MaximumNesting)
            {
                facts.SayTooDeep();
            }

            _at = _tokens.Count;
            return VbsValue.Unknown;
        }

        _nesting++;
        var left = Chain(Primary(isStatement: false), isStatement: false);
        while (!IsAtEnd && Level(_tokens[_at]) is var found && found > level)
        {
            var mark = _tokens[_at++];
            // <>, <=, >=
            while (!IsAtEnd && found == 2 && _tokens[_at] is { Kind: VbsTokenKind.Mark, Text: "=" or ">" or "<" })
            {
                _at++;
            }

            left = Combine(left, mark.Text, Read(found));
        }

        _nesting--;
        return left;
    }

    // Documentation of VBScript, "Operator Precedence".
    private static int Level(in VbsToken token) => token.Kind switch
    {
        VbsTokenKind.Mark => token.Text switch { "=" or "<" or ">" => 2, "&" => 3, "+" or "-" => 4, "\\" => 6, "*" or "/" => 7, "^" => 8, _ => 0 },
        VbsTokenKind.Name => token.Text.ToUpperInvariant() switch { "AND" or "OR" or "XOR" or "EQV" or "IMP" => 1, "IS" => 2, "MOD" => 5, _ => 0 },
        _ => 0,
    };

    private VbsValue Combine(VbsValue left, string mark, VbsValue right)
    {
        switch (mark)
        {
            case "&":
            case "+" when left.Number is null || right.Number is null:
                if (left.Text is null && right.Text is null || (long)left.Partial.Length + right.Partial.Length > LongestText || !facts.Budget.Spend(left.Partial.Length + right.Partial.Length))
                {
                    return VbsValue.Unknown;
                }

                return new VbsValue(left.Partial + right.Partial, IsDecoded: left.IsDecoded || right.IsDecoded, IsFolded: true);
        }

        if (left.Number is not { } a || right.Number is not { } b)
        {
            return VbsValue.Unknown;
        }

        long? result = mark.ToUpperInvariant() switch
        {
            "+" => (long)a + b,
            "-" => (long)a - b,
            "*" => (long)a * b,
            "/" or "\\" when b != 0 && a % b == 0 => a / b,
            "MOD" when b != 0 => (long)a % b,
            "XOR" => a ^ b,
            "AND" => a & b,
            "OR" => a | b,
            _ => null,
        };
        return result is { } number ? new VbsValue(number.ToString(CultureInfo.InvariantCulture), IsDecoded: mark.Equals("xor", StringComparison.OrdinalIgnoreCase)) : VbsValue.Unknown;
    }

    private VbsValue Primary(bool isStatement)
    {
        if (IsAtEnd)
        {
            return VbsValue.Unknown;
        }

        var token = _tokens[_at++];
        switch (token.Kind)
        {
            case VbsTokenKind.Text:
                return new VbsValue(token.Text);
            case VbsTokenKind.Number:
                return new VbsValue(token.Text);
            case VbsTokenKind.Mark when token.Text == "(":
                var inner = Read();
                if (!IsAtEnd && _tokens[_at].Is(")"))
                {
                    _at++;
                }

                return inner;
            case VbsTokenKind.Mark when token.Text == ".":
                _at--;
                return With;
            case VbsTokenKind.Mark when token.Text == "-" && !IsAtEnd && _tokens[_at].Kind == VbsTokenKind.Number:
                return new VbsValue("-" + _tokens[_at++].Text);
            case VbsTokenKind.Name when token.Text.Equals("not", StringComparison.OrdinalIgnoreCase):
                Read(1);
                return VbsValue.Unknown;
            case VbsTokenKind.Name:
                return Name(token, isStatement);
            default:
                return VbsValue.Unknown;
        }
    }

    private VbsValue Name(in VbsToken token, bool isStatement)
    {
        var hasBrackets = !IsAtEnd && _tokens[_at].Is("(");
        switch (token.Text.ToUpperInvariant())
        {
            case "CREATEOBJECT":
                return Create(Arguments(isStatement && !hasBrackets), token.Position);
            case "GETOBJECT":
                facts.Position = token.Position;
                return Arguments(isStatement && !hasBrackets) is [{ Text: { } moniker }, ..] ? new VbsValue(null, objects.AddMoniker(moniker)) : VbsValue.Unknown;
            case "EXECUTE" or "EXECUTEGLOBAL" or "EVAL":
                var code = Arguments(isStatement && !hasBrackets);
                facts.Position = token.Position;
                if (code is [var text, ..])
                {
                    RunText?.Invoke(text, token.Text);
                }

                return VbsValue.Unknown;
            case "WSCRIPT" or "WSH":
                return new VbsValue(null, "WScript");
            case "VBCRLF" or "VBNEWLINE":
                return new VbsValue("\r\n");
            case "VBCR" or "VBLF":
                return new VbsValue("\n");
            case "VBTAB":
                return new VbsValue("\t");
            case "TRUE":
                return new VbsValue("true");
            case "FALSE" or "VBHIDE":
                return new VbsValue("0");
            case "EMPTY" or "VBNULLSTRING":
                return new VbsValue("");
            case "NEW":
                return VbsValue.Unknown;
        }

        if (variables.TryGetValue(token.Text, out var value))
        {
            if (!hasBrackets)
            {
                if (isStatement && value.Object is null && !IsAtEnd && !_tokens[_at].Is("."))
                {
                    Arguments(bare: true);
                }

                return value;
            }

            var index = Arguments(bare: false);
            return value.Items is { } items && index is [{ Number: >= 0 and var at }] && at < items.Count ? items[at] : value.Object is not null ? value : VbsValue.Unknown;
        }

        var arguments = hasBrackets || isStatement ? Arguments(isStatement && !hasBrackets) : [];
        if (facts.Budget.IsExhausted || VbsFunctions.Call(token.Text, arguments) is not { } result)
        {
            return VbsValue.Unknown;
        }

        facts.Budget.Spend(result.Size);
        return result;
    }

    private VbsValue Create(List<VbsValue> arguments, int position)
    {
        if (arguments is not [{ Text: { Length: > 0 } id } first, ..])
        {
            return VbsValue.Unknown;
        }

        facts.Position = position;
        if (!PartialText.IsKnown(id))
        {
            return VbsValue.Unknown;
        }

        objects.AddCreation(id, first.IsFolded);
        return new VbsValue(null, id.Trim());
    }

    // .Member, .Member(arguments), and without brackets at the end of a statement.
    private VbsValue Chain(VbsValue value, bool isStatement)
    {
        while (!IsAtEnd && _tokens[_at].Is(".") && _at + 1 < _tokens.Count && _tokens[_at + 1].Kind == VbsTokenKind.Name)
        {
            var member = _tokens[_at + 1];
            _at += 2;
            var hasBrackets = !IsAtEnd && _tokens[_at].Is("(");
            var isBare = isStatement && !hasBrackets && !IsAtEnd && !_tokens[_at].Is(".") && !_tokens[_at].Is("=");
            var arguments = hasBrackets || isBare ? Arguments(isBare) : [];
            if (isStatement && hasBrackets && !IsAtEnd && _tokens[_at].Is(","))
            {
                // shell.Run ("x"), 0
                _at++;
                arguments = [.. arguments, .. Arguments(bare: true)];
            }

            facts.Position = member.Position;
            value = Member(value, member.Text, arguments, hasBrackets || isBare || (isStatement && IsAtEnd));
        }

        return value;
    }

    private VbsValue Member(VbsValue value, string member, List<VbsValue> arguments, bool isCall)
    {
        // The id is a text of the script, which may be most of it, and is looked at for each call.
        if (value.Object is not { } id || !facts.Budget.Spend(id.Length))
        {
            return VbsValue.Unknown;
        }

        var first = arguments.Count > 0 ? arguments[0].Text : null;
        switch (id.ToUpperInvariant(), member.ToUpperInvariant())
        {
            case ("WSCRIPT", "CREATEOBJECT"):
                return Create(arguments, facts.Position);
            case ("WSCRIPT", "SCRIPTFULLNAME"):
                return new VbsValue("%PSCommandPath%");
            case ("WSCRIPT", _):
                return VbsValue.Unknown;
            case ("WSCRIPT.SHELL", "EXPANDENVIRONMENTSTRINGS"):
                return new VbsValue(first, IsFolded: true);
            case ("WSCRIPT.SHELL", "SPECIALFOLDERS"):
                return new VbsValue(first switch { "Startup" => "%APPDATA%/Microsoft/Windows/Start Menu/Programs/Startup", "AllUsersStartup" => "%ProgramData%/Microsoft/Windows/Start Menu/Programs/Startup", "AppData" => "%APPDATA%", "Desktop" => "%USERPROFILE%/Desktop", _ => PartialText.UnknownText }, IsFolded: true);
            case ("SCRIPTING.FILESYSTEMOBJECT", "GETSPECIALFOLDER"):
                return new VbsValue(first switch { "0" => "%SystemRoot%", "1" => "%SystemRoot%/System32", "2" => "%TEMP%", _ => PartialText.UnknownText }, IsFolded: true);
            case ("SCRIPTING.FILESYSTEMOBJECT", "GETPARENTFOLDERNAME"):
                return new VbsValue(first == "%PSCommandPath%" ? "." : PartialText.UnknownText, IsFolded: true);
            case ("SCRIPTING.FILESYSTEMOBJECT", "BUILDPATH") when arguments.Count > 1:
                return new VbsValue($"{arguments[0].Partial}\\{arguments[1].Partial}", IsFolded: true);
        }

        if (!isCall)
        {
            return VbsValue.Unknown;
        }

        return new VbsValue(null, objects.AddCall(id, member, [.. arguments.Select(argument => argument.Text)]));
    }

    private List<VbsValue> Arguments(bool bare)
    {
        var arguments = new List<VbsValue>();
        if (!bare)
        {
            _at++;
        }

        while (!IsAtEnd && arguments.Count < 4096)
        {
            var token = _tokens[_at];
            if (token.Is(")") && !bare)
            {
                break;
            }

            if (token.Is(","))
            {
                // Run "x", , True: one that is left out.
                if (arguments.Count == 0 || _tokens[_at - 1].Is(","))
                {
                    arguments.Add(VbsValue.Unknown);
                }

                _at++;
                continue;
            }

            var before = _at;
            var argument = Read();

            // Every use of a variable may copy its value.
            facts.Budget.Spend(argument.Size);
            arguments.Add(argument);
            if (!IsAtEnd && !_tokens[_at].Is(",") && !_tokens[_at].Is(")"))
            {
                // Named arguments and what is no expression.
                _at = Math.Max(_at, before + 1);
                if (bare)
                {
                    break;
                }
            }
            else if (bare && !IsAtEnd && _tokens[_at].Is(")"))
            {
                break;
            }
        }

        if (!bare && !IsAtEnd)
        {
            _at++;
        }

        return arguments;
    }
}
