namespace Assay.PowerShell.Folding;

/// <summary>Binary operators.</summary>
internal sealed partial class Interpreter
{
    private FoldedValue EvaluateBinary(BinaryExpressionAst binary, in FoldedValue left)
    {
        switch (binary.Operator)
        {
            case TokenKind.And or TokenKind.Or or TokenKind.QuestionQuestion:
                return EvaluateConditional(binary, left);
            case TokenKind.Is or TokenKind.IsNot or TokenKind.As:
                return EvaluateTypeOperator(binary, left, Evaluate(binary.Right));
        }

        var right = Evaluate(binary.Right);
        if (!left.IsConstant || !right.IsConstant)
        {
            Forgetting(binary);
            return UnknownOf(binary.Operator, left);
        }

        if (binary.Operator is TokenKind.Ireplace or TokenKind.Creplace or TokenKind.Imatch or TokenKind.Cmatch or TokenKind.Inotmatch or TokenKind.Cnotmatch)
        {
            return EvaluatePattern(binary, left, right);
        }

        _work.Used = Techniques.None;
        var result = Operators.Binary(binary.Operator, left.Content, right.Content, _work);
        return FoldedValue.Of(result, left.Techniques | right.Techniques | _work.Used);
    }

    private void Forgetting(BinaryExpressionAst binary)
    {
        if (binary.Operator is TokenKind.Imatch or TokenKind.Cmatch)
        {
            _variables.Set("Matches", default);
        }
    }

    private static FoldedValue UnknownOf(TokenKind kind, in FoldedValue left) => kind switch
    {
        TokenKind.Format or TokenKind.Join => FoldedValue.OfType("System.String"),
        TokenKind.Plus when left.TypeName == "System.String" => FoldedValue.OfType("System.String"),
        TokenKind.Ireplace or TokenKind.Creplace when left.TypeName == "System.String" => FoldedValue.OfType("System.String"),
        _ => default,
    };

    // -match fills $Matches; -replace may compute each replacement by a block.
    private FoldedValue EvaluatePattern(BinaryExpressionAst binary, in FoldedValue left, in FoldedValue right)
    {
        _work.Used = Techniques.None;
        if (binary.Operator is TokenKind.Ireplace or TokenKind.Creplace)
        {
            if (right.Content is object?[] { Length: 2 } arguments && arguments[1] is FoldedBlock block && arguments[0] is string pattern && left.Content is string text)
            {
                return ReplaceByBlock(text, pattern, binary.Operator == TokenKind.Creplace, block, left.Techniques | right.Techniques);
            }

            return FoldedValue.Of(Replacing.Replace(left.Content, right.Content, binary.Operator == TokenKind.Creplace, _work), left.Techniques | right.Techniques | _work.Used);
        }

        var sensitive = binary.Operator is TokenKind.Cmatch or TokenKind.Cnotmatch;
        if (!Sequences.IsSequence(left.Content) && Texts.Of(left.Content, " ") is { } input && Texts.Of(right.Content, " ") is { } expression)
        {
            var match = _work.Patterns.Match(expression, sensitive, input, _work);
            var negated = binary.Operator is TokenKind.Inotmatch or TokenKind.Cnotmatch;
            if (match is null)
            {
                Forgetting(binary);
                return FoldedValue.OfType("System.Boolean");
            }

            if (match.Success)
            {
                _variables.Set("Matches", FoldedValue.Constant(MatchTable(match), left.Techniques | right.Techniques));
            }

            return FoldedValue.Constant(Boxes.Of(match.Success != negated), left.Techniques | right.Techniques | Techniques.Computation);
        }

        return FoldedValue.Of(Operators.Binary(binary.Operator, left.Content, right.Content, _work), left.Techniques | right.Techniques | _work.Used);
    }

    private static FoldedTable MatchTable(System.Text.RegularExpressions.Match match)
    {
        var table = new FoldedTable(ObjectTypes.Hashtable);
        foreach (var group in match.Groups.Cast<System.Text.RegularExpressions.Group>().Where(group => group.Success))
        {
            table.Set(int.TryParse(group.Name, System.Globalization.CultureInfo.InvariantCulture, out var number) ? Boxes.Of(number) : group.Name, group.Value);
        }

        return table;
    }

    private FoldedValue EvaluateConditional(BinaryExpressionAst binary, in FoldedValue left)
    {
        if (binary.Operator == TokenKind.QuestionQuestion && left.IsConstant)
        {
            return left.Content is null ? Evaluate(binary.Right) : left;
        }

        if (left.IsConstant && binary.Operator != TokenKind.QuestionQuestion && Conversions.TryBool(left.Content, out var truth))
        {
            if (truth == (binary.Operator == TokenKind.Or))
            {
                WalkDeadExpression(binary.Right);
                return FoldedValue.Constant(Boxes.Of(truth), left.Techniques | Techniques.Computation);
            }

            var right = Evaluate(binary.Right);
            return right.IsConstant && Conversions.TryBool(right.Content, out var second) ? FoldedValue.Constant(Boxes.Of(second), left.Techniques | right.Techniques | Techniques.Computation) : FoldedValue.OfType("System.Boolean");
        }

        _variables.BeginBranch();
        var other = Evaluate(binary.Right);
        _variables.Join([_variables.EndBranch()], mayChangeNothing: true);
        return binary.Operator == TokenKind.QuestionQuestion ? FoldedValue.Join(left, other) : FoldedValue.OfType("System.Boolean");
    }

    private void WalkDeadExpression(ExpressionAst node)
    {
        if (_repeat == 0)
        {
            _variables.BeginBranch();
            Evaluate(node);
            _variables.EndBranch();
        }
    }

    private FoldedValue EvaluateTypeOperator(BinaryExpressionAst binary, in FoldedValue left, in FoldedValue right)
    {
        var type = right.Content switch { FoldedType known => known.FullName, string name => _types.Resolve(name), _ => null };
        if (type is null)
        {
            return default;
        }

        if (binary.Operator == TokenKind.As)
        {
            if (!left.IsConstant)
            {
                return FoldedValue.OfType(type);
            }

            _work.Used = Techniques.None;
            var converted = Conversions.To(type, left.Content, _work, _types);
            return FoldedValue.Of(converted, left.Techniques | right.Techniques | _work.Used);
        }

        return left.IsConstant && left.Content is not null && left.TypeName == type ? FoldedValue.Constant(Boxes.Of(binary.Operator == TokenKind.Is), Techniques.Computation) : FoldedValue.OfType("System.Boolean");
    }
}
