namespace Assay.DotNet.Metadata;

/// <summary>Finds the method of the source behind a compiler-generated name.</summary>
internal static class SourceNames
{
    /// <summary>
    /// Gives the method that a generated type or method belongs to; null when the name is not generated.
    /// <code>&lt;Connect&gt;d__12 => Connect;  &lt;Run&gt;b__3_0 => Run;  &lt;&lt;Run&gt;g__Local|5_0&gt;d => Run;  &lt;&gt;c__DisplayClass1_0 => null</code>
    /// </summary>
    public static string? MethodBehind(string name)
    {
        if (name.Length < 3 || name[0] != '<')
        {
            return VisualBasicMethodBehind(name);
        }

        var start = 0;
        while (start < name.Length && name[start] == '<')
        {
            start++;
        }

        var end = name.IndexOf('>', start);
        return end > start ? name[start..end] : null;
    }

    /// <summary>True for types that only hold generated code: <c>&lt;&gt;c</c>, display classes, state machines, Visual Basic closures.</summary>
    public static bool IsGeneratedType(string name) => name.StartsWith('<') || name.StartsWith("VB$", StringComparison.Ordinal) || name.StartsWith("_Closure$", StringComparison.Ordinal);

    // VB$StateMachine_5_Connect => Connect
    private static string? VisualBasicMethodBehind(string name)
    {
        const string Prefix = "VB$StateMachine_";
        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var separator = name.IndexOf('_', Prefix.Length);
        return separator > 0 && separator + 1 < name.Length ? name[(separator + 1)..] : null;
    }
}
