namespace Assay.PowerShell;

/// <summary>A command of a script.</summary>
/// <param name="Name">The constant name, quotes and backticks removed; null for others.</param>
/// <param name="NameStart">First code unit of the name.</param>
/// <param name="NameEnd">First code unit behind it.</param>
/// <param name="Start">First code unit of the command.</param>
/// <param name="End">First code unit behind it.</param>
/// <param name="Elements">Name, parameters and arguments.</param>
/// <param name="Operator">Empty, <c>&amp;</c> or <c>.</c>.</param>
/// <param name="Alias">The command that a built-in alias stands for; null for other names.</param>
public sealed record InspectedCommand(string? Name, int NameStart, int NameEnd, int Start, int End, int Elements, string Operator, string? Alias);

/// <summary>A function, filter, workflow, class, enumeration or method.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>function</c>, <c>filter</c>, <c>workflow</c>, <c>class</c>, <c>enum</c>, <c>method</c>.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">First code unit behind it.</param>
public sealed record InspectedFunction(string Name, string Kind, int Start, int End);

/// <summary>A type that is named.</summary>
/// <param name="Name">The name as written.</param>
/// <param name="Use"><c>expr</c>, <c>constraint</c> or <c>attribute</c>.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">First code unit behind it.</param>
public sealed record InspectedType(string Name, string Use, int Start, int End);

/// <summary>A member that is called.</summary>
/// <param name="Name">The constant name; null for others.</param>
/// <param name="Static">True for <c>::</c>.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">First code unit behind it.</param>
/// <param name="Arguments">How many arguments it gets.</param>
public sealed record InspectedMember(string? Name, bool Static, int Start, int End, int Arguments);

/// <summary>Code that was found inside a script.</summary>
/// <param name="Name">Label: <c>Invoke-Expression#1.ps1</c>, after those of the layers around it.</param>
/// <param name="How">How it was obtained.</param>
/// <param name="Text">The code.</param>
/// <param name="Commands">Its commands.</param>
/// <param name="Resolved">Names of its commands with aliases resolved and built names folded.</param>
public sealed record InspectedLayer(string Name, string How, string Text, IReadOnlyList<InspectedCommand> Commands, IReadOnlyList<string> Resolved);
