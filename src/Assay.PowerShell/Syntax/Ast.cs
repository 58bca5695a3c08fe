namespace Assay.PowerShell;

/// <summary>A node of the syntax tree. Positions are UTF-16 code units of the text, <c>[Start, End)</c>; nodes below a sub-expression of a string count in the same text.</summary>
/// <remarks>Names follow the engine's own (<c>System.Management.Automation.Language</c>), so that its documentation applies.</remarks>
public abstract class Ast(int start, int end)
{
    /// <summary>First code unit.</summary>
    public int Start { get; } = start;

    /// <summary>First code unit behind it.</summary>
    public int End { get; internal set; } = end;

    /// <summary>Adds the direct children in the order of the text.</summary>
    internal abstract void AddChildren(List<Ast> children);

    /// <summary>The direct children in the order of the text.</summary>
    public IReadOnlyList<Ast> Children
    {
        get
        {
            var children = new List<Ast>();
            AddChildren(children);
            return children;
        }
    }

    /// <summary>This node and all below it, parents before children, in the order of the text. Needs no stack, however deep the tree is.</summary>
    public IEnumerable<Ast> DescendantsAndSelf()
    {
        var pending = new Stack<Ast>();
        var children = new List<Ast>();
        pending.Push(this);
        while (pending.TryPop(out var node))
        {
            yield return node;
            children.Clear();
            node.AddChildren(children);
            for (var i = children.Count - 1; i >= 0; i--)
            {
                pending.Push(children[i]);
            }
        }
    }

    private protected static void Add(List<Ast> children, Ast? child)
    {
        if (child is not null)
        {
            children.Add(child);
        }
    }

    private protected static void Add(List<Ast> children, IReadOnlyList<Ast> some)
    {
        for (var i = 0; i < some.Count; i++)
        {
            children.Add(some[i]);
        }
    }

    // Two lists, each in the order of the text, become one.
    private protected static void AddMerged(List<Ast> children, IReadOnlyList<Ast> some, IReadOnlyList<Ast> others)
    {
        var other = 0;
        for (var i = 0; i < some.Count; i++)
        {
            for (; other < others.Count && others[other].Start < some[i].Start; other++)
            {
                children.Add(others[other]);
            }

            children.Add(some[i]);
        }

        for (; other < others.Count; other++)
        {
            children.Add(others[other]);
        }
    }
}

/// <summary>A statement.</summary>
public abstract class StatementAst(int start, int end) : Ast(start, end);

/// <summary>An expression, also as an element of a command.</summary>
public abstract class ExpressionAst(int start, int end) : Ast(start, end);
