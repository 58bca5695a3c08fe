namespace Assay.PowerShell.Parsing;

/// <summary>Classes and enumerations.</summary>
internal sealed partial class Parser
{
    private StatementAst ParseClass(List<AttributeBaseAst> attributes, in Token keyword)
    {
        SkipNewLines();
        if (ParseSimpleName() is not { } name)
        {
            ReportAfter("MissingNameAfterKeyword", keyword.End);
            return new ErrorStatementAst(StartOf(attributes, keyword), keyword.End, attributes);
        }

        SkipNewLines();
        var mode = Enter(LexerMode.Signature);
        var definition = ParseClassBody(attributes, keyword, name);
        SetMode(mode);
        return definition;
    }

    private static IEnumerable<Ast> InOrder(List<Ast> nodes) => nodes.OrderBy(node => node.Start);

    private static int StartOf(List<AttributeBaseAst> attributes, in Token keyword) => attributes.Count > 0 ? attributes[0].Start : keyword.Start;

    private StatementAst ParseClassBody(List<AttributeBaseAst> attributes, in Token keyword, StringConstantExpressionAst name)
    {
        var bases = ParseBaseTypes();
        var open = Next();
        if (open.Kind != TokenKind.LCurly)
        {
            GiveBack(open);
            var end = bases.Count > 0 ? bases[^1].End : name.End;
            ReportAfter("MissingTypeBody", end);
            return new ErrorStatementAst(StartOf(attributes, keyword), end, [.. attributes, .. bases]);
        }

        var members = new List<MemberAst>();
        var errors = new List<Ast>();
        var last = open.End;
        while (ParseClassMember(name.Value, members, errors))
        {
            last = Math.Max(members.Count > 0 ? members[^1].End : 0, errors.Count > 0 ? errors[^1].End : last);
        }

        var close = Next();
        if (close.Kind == TokenKind.RCurly)
        {
            last = close.End;
        }
        else
        {
            GiveBack(close);
            ReportAfter("MissingEndCurlyBrace", open.End);
        }

        var definition = new TypeDefinitionAst(StartOf(attributes, keyword), last, TypeDefinitionKind.Class, name.Value) { Attributes = attributes, BaseTypes = bases, Members = members };
        return errors.Count > 0 ? new ErrorStatementAst(definition.Start, Math.Max(last, errors.Max(error => error.End)), [definition, .. InOrder(errors)]) : definition;
    }

    private List<TypeConstraintAst> ParseBaseTypes()
    {
        var bases = new List<TypeConstraintAst>();
        if (PeekKind() != TokenKind.Colon)
        {
            return bases;
        }

        var before = Next();
        while (true)
        {
            SkipNewLines();
            if (ParseTypeName(allowsAssembly: false) is not { } type)
            {
                ReportAfter("TypeNameExpected", before.End);
                return bases;
            }

            bases.Add(new TypeConstraintAst(type.Start, type.End, type));
            SkipNewLines();
            if (PeekKind() != TokenKind.Comma)
            {
                return bases;
            }

            before = Next();
        }
    }

    // False where no member starts.
    private bool ParseClassMember(string className, List<MemberAst> members, List<Ast> errors)
    {
        var attributes = new List<AttributeBaseAst>();
        var isStatic = false;
        var isHidden = false;
        var start = -1;
        var last = -1;
        Token token;
        while (true)
        {
            SkipNewLines();
            if (ParseAttribute() is { } attribute)
            {
                attributes.Add(attribute);
                start = start < 0 ? attribute.Start : start;
                last = attribute.End;
                continue;
            }

            token = Peek();
            start = start < 0 ? token.Start : start;
            if (token.Kind is not (TokenKind.Hidden or TokenKind.Static))
            {
                break;
            }

            if (token.Kind == TokenKind.Hidden ? isHidden : isStatic)
            {
                Report("DuplicateQualifier", token);
            }

            isHidden |= token.Kind == TokenKind.Hidden;
            isStatic |= token.Kind == TokenKind.Static;
            last = token.End;
            Skip();
        }

        if (token.Kind == TokenKind.Variable)
        {
            Skip();
            members.Add(ParseProperty(token, start, attributes, isStatic, isHidden));
            return true;
        }

        if (token.Kind == TokenKind.Identifier || token.Kind.IsKeyword())
        {
            Skip();
            if (ParseMethod(token, className, start, attributes, isStatic, isHidden, errors) is { } method)
            {
                members.Add(method);
                return true;
            }

            Synchronise(consume: false, TokenKind.RCurly);
            errors.AddRange(attributes);
            return attributes.Count > 0;
        }

        if (last >= 0)
        {
            ReportAfter("IncompleteMemberDefinition", last);
            errors.AddRange(attributes);
            return attributes.Count > 0;
        }

        return false;
    }

    private PropertyMemberAst ParseProperty(in Token variable, int start, List<AttributeBaseAst> attributes, bool isStatic, bool isHidden)
    {
        ExpressionAst? value = null;
        if (PeekKind() == TokenKind.Equals)
        {
            Skip();
            SkipNewLines();
            value = ParseExpression();
        }

        var end = FinishProperty(value?.End ?? variable.End, report: true);
        return new PropertyMemberAst(start, end, NewVariable(variable).VariablePath) { Attributes = attributes, InitialValue = value, IsStatic = isStatic, IsHidden = isHidden };
    }

    // What ends a property. Gives the property's end.
    private int FinishProperty(int end, bool report)
    {
        var terminator = Peek();
        if (report && terminator.Kind is not (TokenKind.NewLine or TokenKind.Semi or TokenKind.RCurly))
        {
            ReportAfter("MissingPropertyTerminator", end);
        }

        SkipTerminators();
        return terminator.Kind == TokenKind.Semi ? terminator.End : end;
    }

    private FunctionMemberAst? ParseMethod(in Token name, string className, int start, List<AttributeBaseAst> attributes, bool isStatic, bool isHidden, List<Ast> errors)
    {
        var error = -1;
        var end = name.End;
        List<ParameterAst> parameters = [];
        if (PeekKind() == TokenKind.LParen)
        {
            parameters = ParseFunctionParameters(ref end, ref error) ?? [];
        }
        else
        {
            ReportAfter("MissingMethodParameterList", name.End);
        }

        var methodName = NameOf(name);
        var arguments = !isStatic && string.Equals(methodName, className, StringComparison.OrdinalIgnoreCase) ? ParseBaseCall(ref end, ref error) : null;
        var open = Next();
        if (open.Kind != TokenKind.LCurly)
        {
            GiveBack(open);
            if (error < 0)
            {
                error = end;
                ReportAfter("MissingFunctionBody", error);
            }
        }

        if (error >= 0)
        {
            errors.AddRange(parameters);
            return null;
        }

        var mode = Enter(LexerMode.Command);
        var body = ParseScriptBlock(open);
        SetMode(mode);
        return new FunctionMemberAst(start, body.End, methodName, parameters, body) { Attributes = attributes, IsStatic = isStatic, IsHidden = isHidden, BaseArguments = arguments };
    }

    // : base(...)
    private List<ExpressionAst>? ParseBaseCall(ref int end, ref int error)
    {
        SkipNewLines();
        var mode = Enter(LexerMode.Signature);
        List<ExpressionAst>? arguments = null;
        if (PeekKind() == TokenKind.Colon)
        {
            var colon = Next();
            SkipNewLines();
            if (PeekKind() != TokenKind.Base)
            {
                error = colon.End;
                ReportAfter("MissingBaseCtorCall", error);
            }
            else
            {
                var word = Next();
                SkipNewLines();
                if (PeekKind() == TokenKind.LParen)
                {
                    arguments = ParseInvocationArguments(Next(), out end);
                    SkipNewLines();
                }
                else
                {
                    error = word.End;
                    ReportAfter("MissingMethodParameterList", error);
                }
            }
        }

        SetMode(mode);
        return arguments;
    }

    private StatementAst ParseEnum(List<AttributeBaseAst> attributes, in Token keyword)
    {
        SkipNewLines();
        if (ParseSimpleName() is not { } name)
        {
            ReportAfter("MissingNameAfterKeyword", keyword.End);
            return new ErrorStatementAst(StartOf(attributes, keyword), keyword.End, attributes);
        }

        var mode = Enter(LexerMode.Signature);
        var bases = ParseBaseTypes();
        SkipNewLines();
        var open = Next();
        if (open.Kind != TokenKind.LCurly)
        {
            GiveBack(open);
            ReportAfter("MissingTypeBody", name.End);
            SetMode(mode);
            return new ErrorStatementAst(StartOf(attributes, keyword), Math.Max(name.End, bases.Count > 0 ? bases[^1].End : 0), [.. attributes, .. bases]);
        }

        var members = new List<MemberAst>();
        while (ParseEnumMember() is { } member)
        {
            members.Add(member);
        }

        var close = Next();
        var end = close.End;
        if (close.Kind != TokenKind.RCurly)
        {
            GiveBack(close);
            end = members.Count > 0 ? members[^1].End : open.End;
            ReportAfter("MissingEndCurlyBrace", open.End);
        }

        SetMode(mode);
        return new TypeDefinitionAst(StartOf(attributes, keyword), end, TypeDefinitionKind.Enum, name.Value) { Attributes = attributes, BaseTypes = bases, Members = members };
    }

    private PropertyMemberAst? ParseEnumMember()
    {
        SkipNewLines();
        if (ParseSimpleName() is not { } name)
        {
            return null;
        }

        var mode = Enter(LexerMode.Expression);
        ExpressionAst? value = null;
        var end = name.End;
        var missing = false;
        if (PeekKind() == TokenKind.Equals)
        {
            var equals = Next();
            value = ParseExpression();
            end = value?.End ?? equals.End;
            missing = value is null;
            if (missing)
            {
                ReportAfter("ExpectedValueExpression", equals.End);
            }
        }

        SetMode(mode);
        end = FinishProperty(end, report: !missing);
        return new PropertyMemberAst(name.Start, end, name.Value) { InitialValue = value, IsStatic = true };
    }
}
