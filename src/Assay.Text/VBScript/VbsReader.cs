using Assay.Model;
using Assay.Text.Scripts;

namespace Assay.Text.VBScript;

/// <summary>Reads the statements of VBScript in the order in which they stand.</summary>
internal sealed class VbsReader
{
    private readonly ScriptFacts _facts;
    private readonly VbsLexer _lexer;
    private readonly VbsExpressions _expressions;
    private readonly Dictionary<string, VbsValue> _variables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Stack<VbsValue> _with = new();
    private int _conditions;
    private int _depth;

    public VbsReader(string text, ProgramFacts programs)
    {
        _facts = programs.Facts;
        _lexer = new VbsLexer(text);
        _expressions = new VbsExpressions(_facts, new ComObjects(_facts, programs), _variables) { RunText = RunText };
    }

    /// <summary>Reads all of it.</summary>
    public void Read()
    {
        var tokens = new List<VbsToken>();
        while (_lexer.Next(tokens) && !_facts.Budget.IsExhausted)
        {
            _facts.Budget.Spend(1 + tokens.Count);
            if (tokens.Count > 0)
            {
                _facts.Position = tokens[0].Position;
                Statement(tokens, 0);
            }
        }
    }

    private void Statement(List<VbsToken> tokens, int at)
    {
        for (var nested = 0; at < tokens.Count && nested < 64; nested++)
        {
            var word = tokens[at].Kind == VbsTokenKind.Name ? tokens[at].Text.ToUpperInvariant() : "";
            switch (word)
            {
                case "PUBLIC" or "PRIVATE" or "DEFAULT" or "DIM" or "REDIM" or "PRESERVE" or "CALL" or "LET" or "CONST" or "STATIC":
                    at++;
                    continue;
                case "SET":
                    at++;
                    continue;
                case "SUB" or "FUNCTION" or "PROPERTY":
                    Define(tokens, at);
                    return;
                case "END":
                    End(tokens, at);
                    return;
                case "IF" or "ELSEIF":
                    at = Condition(tokens, at, word == "IF");
                    continue;
                case "ELSE":
                    at++;
                    continue;
                case "FOR" or "DO" or "WHILE" or "SELECT":
                    _conditions++;
                    Expressions(tokens, at + 1);
                    return;
                case "NEXT" or "LOOP" or "WEND":
                    _conditions = Math.Max(0, _conditions - 1);
                    Expressions(tokens, at + 1);
                    return;
                case "WITH":
                    _expressions.Begin(tokens, at + 1);
                    _with.Push(_expressions.With);
                    _expressions.With = _expressions.Read();
                    return;
                case "ON" or "OPTION" or "EXIT" or "CLASS" or "ERASE" or "CASE" or "RANDOMIZE" or "STOP" or "GOTO":
                    return;
            }

            Assign(tokens, at);
            return;
        }
    }

    private void Assign(List<VbsToken> tokens, int at)
    {
        // name = expression
        if (at + 2 < tokens.Count && tokens[at].Kind == VbsTokenKind.Name && tokens[at + 1].Is("="))
        {
            _expressions.Begin(tokens, at + 2);
            var value = _expressions.Read();
            while (!_expressions.IsAtEnd)
            {
                _expressions.Skip();
            }

            SetVariable(tokens[at].Text, value);
            return;
        }

        // object.Property = expression, array(i) = expression: the last word before the sign says which
        var equals = TopLevelEquals(tokens, at);
        if (equals > at)
        {
            _expressions.Begin(tokens, equals + 1);
            _expressions.Read();
            return;
        }

        _expressions.Begin(tokens, at);
        _expressions.ReadStatement();
    }

    private void SetVariable(string name, VbsValue value)
    {
        if (_variables.Count > 100_000)
        {
            return;
        }

        // Of two values on different ways none is known; an object stays one.
        var isDoubtful = _conditions > 0 && _variables.TryGetValue(name, out var before) && before.Text != value.Text && value.Object is null;
        _variables[name] = isDoubtful ? VbsValue.Unknown : value;
        if (value.IsFolded && value.Text is { } text)
        {
            _facts.AddUrls(text);
        }
    }

    private static int TopLevelEquals(List<VbsToken> tokens, int at)
    {
        var depth = 0;
        for (var i = at; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Is("("))
            {
                depth++;
            }
            else if (token.Is(")"))
            {
                depth--;
            }
            else if (depth == 0 && token.Is("="))
            {
                return i;
            }
            else if (depth == 0 && (token.Kind is VbsTokenKind.Text or VbsTokenKind.Number || token.Is(",") || token.Is("&")))
            {
                return -1;
            }
        }

        return -1;
    }

    // If condition Then statement: gives the offset of the statement.
    private int Condition(List<VbsToken> tokens, int at, bool opens)
    {
        var then = tokens.FindIndex(at, token => token.Is("then"));
        then = then < 0 ? tokens.Count : then;
        var condition = tokens.GetRange(at + 1, Math.Max(0, then - at - 1));
        Expressions(condition, 0);
        if (opens && then + 1 >= tokens.Count)
        {
            _conditions++;
        }

        // A single line may have an Else of its own, and another If inside.
        if (then + 1 < tokens.Count && (_depth == FixedLimits.VBScriptDepth || !_facts.Budget.Spend(tokens.Count)))
        {
            _facts.SayTooDeep();
        }
        else if (then + 1 < tokens.Count)
        {
            _depth++;
            var otherwise = tokens.FindIndex(then, token => token.Is("else"));
            _conditions++;
            if (otherwise > then + 1)
            {
                Statement(tokens.GetRange(then + 1, otherwise - then - 1), 0);
                Statement(tokens.GetRange(otherwise + 1, tokens.Count - otherwise - 1), 0);
            }
            else
            {
                Statement(tokens.GetRange(then + 1, tokens.Count - then - 1), 0);
            }

            _conditions--;
            _depth--;
        }

        return tokens.Count;
    }

    private void Expressions(List<VbsToken> tokens, int at)
    {
        _expressions.Begin(tokens, at);
        while (!_expressions.IsAtEnd)
        {
            _expressions.Read();
            if (!_expressions.IsAtEnd)
            {
                _expressions.Skip();
            }
        }
    }

    private void Define(List<VbsToken> tokens, int at)
    {
        var name = tokens.FindIndex(at + 1, token => token.Kind == VbsTokenKind.Name && token.Text.ToUpperInvariant() is not ("GET" or "LET" or "SET"));
        if (name >= 0)
        {
            _conditions++;
            _facts.Enter(tokens[name].Text);
            _facts.Add(FactKind.Method, tokens[name].Text);
        }
    }

    private void End(List<VbsToken> tokens, int at)
    {
        switch (at + 1 < tokens.Count ? tokens[at + 1].Text.ToUpperInvariant() : "")
        {
            case "SUB" or "FUNCTION" or "PROPERTY":
                _conditions = Math.Max(0, _conditions - 1);
                _facts.Enter(null);
                break;
            case "IF" or "SELECT":
                _conditions = Math.Max(0, _conditions - 1);
                break;
            case "WITH" when _with.TryPop(out var around):
                _expressions.With = around;
                break;
        }
    }

    private void RunText(VbsValue code, string how)
    {
        if (code is { IsConstant: true, Text: { Length: > 0 } text })
        {
            _facts.AddDerived("Execute", ".vbs", text, how, code.IsDecoded);
        }
    }
}
